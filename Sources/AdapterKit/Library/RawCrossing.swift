extension LibraryAdapter {
  /// Hands a request's frame to the library as it came, and the library's frame back, unread.
  public func reply(to request: [UInt8]) -> ProcessFrame.Reply {
    reply { () throws(AdapterFailure) in
      try entries.normalize(instance, { request }, read: Self.copy)
    }
  }

  /// Hands a response's frame and its request's to the library as they came.
  public func reply(to response: [UInt8], of request: [UInt8]) -> ProcessFrame.Reply {
    reply { () throws(AdapterFailure) in
      try entries.render(instance, { response }, to: { request }, read: Self.copy)
    }
  }

  private func reply(_ call: () throws(AdapterFailure) -> [UInt8]?) -> ProcessFrame.Reply {
    do throws(AdapterFailure) {
      return try call().map { .message($0) } ?? .unchanged
    } catch {
      return .failed(error.description)
    }
  }

  /// The length field is made right here: a wrong one would put the two processes out of step.
  private static func copy(_ bytes: UnsafeBufferPointer<UInt8>) throws(FrameError) -> [UInt8] {
    guard bytes.count <= Frame.limit else { throw .tooLong(bytes.count) }
    guard bytes.count >= 6 else { throw .length(expected: 6, found: bytes.count) }
    let length = (0..<4).reduce(4) { $0 + Int(bytes[$1]) << (8 * $1) }
    guard length == bytes.count else { throw .length(expected: length, found: bytes.count) }
    guard bytes[5] == Frame.request || bytes[5] == Frame.response else { throw .kind(bytes[5]) }
    return Array(bytes)
  }
}
