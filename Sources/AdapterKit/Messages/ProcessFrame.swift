public import JSON

/// The frames that only a host and the child process of an adapter exchange, beside requests and responses.
///
///     order     = body                   kind 3       what to open, and with which options
///     unchanged =                        kind 4       the message stays as it is; after an order: ready
///     failure   = text                   kind 5       why not
public enum ProcessFrame {
  private static let order: UInt8 = 3
  private static let unchanged: UInt8 = 4
  private static let failure: UInt8 = 5

  /// What a child answers.
  public enum Reply: Sendable {
    /// The message stays as it is.
    case unchanged
    /// The library's text.
    case failed(String)
    /// The library's own frame, not looked at yet.
    case message([UInt8])
  }

  /// The bytes of an order.
  /// - Throws: `FrameError.tooLong`.
  public static func encode(order json: JSON) throws(FrameError) -> [UInt8] {
    var writer = FrameWriter(kind: order)
    writer.body(json)
    return try writer.finished()
  }

  /// The bytes of a reply; one that is too long is a failure that says so.
  public static func encode(_ reply: Reply) -> [UInt8] {
    do throws(FrameError) { return try bytes(reply) } catch {
      return (try? bytes(.failed(error.description))) ?? []
    }
  }

  /// Reads an order.
  /// - Throws: `FrameError` for anything else.
  public static func order(_ bytes: [UInt8]) throws(FrameError) -> JSON {
    try bytes.withFrame { buffer throws(FrameError) in
      var reader = try FrameReader(buffer, kind: order)
      let body = try reader.body()
      try reader.end()
      return body ?? .null
    }
  }

  /// Reads a reply; what is neither of this page's is a message.
  /// - Throws: `FrameError` for a failure that can't be read.
  public static func reply(_ bytes: [UInt8]) throws(FrameError) -> Reply {
    switch bytes.count > 5 ? bytes[5] : 0 {
    case unchanged: return .unchanged
    case failure:
      return try bytes.withFrame { buffer throws(FrameError) in
        var reader = try FrameReader(buffer, kind: failure)
        return .failed(try reader.text())
      }
    default: return .message(bytes)
    }
  }

  /// Whether a frame is a response: the first of the two that a rendering sends.
  public static func isResponse(_ bytes: [UInt8]) -> Bool { bytes.count > 5 && bytes[5] == Frame.response }

  private static func bytes(_ reply: Reply) throws(FrameError) -> [UInt8] {
    switch reply {
    case .unchanged: return try FrameWriter(kind: unchanged).whole()
    case .message(let bytes): return bytes
    case .failed(let text):
      var writer = FrameWriter(kind: failure)
      writer.text(text)
      return try writer.finished()
    }
  }
}

extension [UInt8] {
  fileprivate func withFrame<Value>(
    _ read: (UnsafeBufferPointer<UInt8>) throws(FrameError) -> Value
  ) throws(FrameError) -> Value {
    var outcome: Result<Value, FrameError>?
    withUnsafeBufferPointer { buffer in
      do throws(FrameError) { outcome = .success(try read(buffer)) } catch { outcome = .failure(error) }
    }
    guard let outcome else { throw .content("nothing was read") }
    return try outcome.get()
  }
}

extension FrameWriter {
  fileprivate func whole() throws(FrameError) -> [UInt8] {
    var writer = self
    return try writer.finished()
  }
}
