import CMicroHTTPD

/// A body up to this length is handed over whole; a longer one is read as the client takes it, which shows its progress.
private let wholeBody = 32 << 10

extension HTTPResponse {
  /// Queues the answer; to be called on the polling thread of the connection.
  func queue(on handle: OpaquePointer, for exchange: Exchange, closing: Bool) -> MHD_Result {
    guard let made = made(for: exchange.connection) else { return .NO }
    defer { MHD_destroy_response(made) }
    if case .stream = body, exchange.head?.method == "HEAD" { dragoman_http_without_chunks(made) }
    for (name, value) in soundHeaders { MHD_add_response_header(made, name, value) }
    if closing { MHD_add_response_header(made, "Connection", "close") }
    exchange.stage = .answered
    exchange.connection?.enter(.sending(progress: .now))
    return MHD_queue_response(handle, UInt32((200...999).contains(status) ? status : 500), made)
  }

  private func made(for connection: Connection?) -> OpaquePointer? {
    switch body {
    case .bytes(let bytes) where bytes.count <= wholeBody:
      // The library copies them, so nothing is written through the pointer.
      bytes.withUnsafeBytes { raw in
        MHD_create_response_from_buffer(
          raw.count, UnsafeMutableRawPointer(mutating: raw.baseAddress), .RESPMEM_MUST_COPY)
      }
    case .bytes(let bytes): Self.read(BodyReader(bytes, for: connection), size: UInt64(bytes.count))
    case .stream(let next): Self.read(BodyReader(next, for: connection), size: .max)
    }
  }

  /// An answer of `size` bytes, `UInt64.max` when that isn't known, from a reader that the library keeps.
  private static func read(_ reader: BodyReader, size: UInt64) -> OpaquePointer? {
    let kept = Unmanaged.passRetained(reader).toOpaque()
    let made = MHD_create_response_from_callback(
      size, wholeBody,
      { context, _, buffer, most in
        guard let context, let buffer else { return -2 }
        let reader = Unmanaged<BodyReader>.fromOpaque(context).takeUnretainedValue()
        return reader.read(UnsafeMutableRawBufferPointer(start: buffer, count: most)) ?? -1
      }, kept,
      { context in
        guard let context else { return }
        Unmanaged<BodyReader>.fromOpaque(context).release()
      })
    if made == nil { Unmanaged<BodyReader>.fromOpaque(kept).release() }
    return made
  }
}
