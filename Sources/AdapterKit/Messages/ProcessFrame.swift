public import JSON

/// The frames that only a host and the child process of an adapter exchange, beside requests and responses.
///
///     order     = body                   kind 3       what to open, and with which options
///     unchanged =                        kind 4       the message stays as it is
///     failure   = text                   kind 5       why not
///     ready     = body                   kind 6       the library is open; what it can do
public enum ProcessFrame {
  private static let order: UInt8 = 3
  private static let unchanged: UInt8 = 4
  private static let failure: UInt8 = 5
  private static let ready: UInt8 = 6

  /// What a child answers.
  public enum Reply: Hashable, Sendable {
    /// The message stays as it is.
    case unchanged
    /// The library's text, or why it can't be opened.
    case failed(String)
    /// The library is open.
    case ready(JSON)
    /// The library's own frame, not looked at yet.
    case message([UInt8])
  }

  /// The bytes of an order.
  /// - Throws: `FrameError.tooLong`.
  public static func encode(order json: JSON) throws(FrameError) -> [UInt8] { try bytes(order, json) }

  /// The bytes of a reply; one that is too long is a failure that says so.
  public static func encode(_ reply: Reply) -> [UInt8] {
    do throws(FrameError) { return try bytes(reply) } catch {
      return (try? bytes(.failed(error.description))) ?? []
    }
  }

  /// Reads an order.
  /// - Throws: `FrameError` for anything else.
  public static func order(_ bytes: [UInt8]) throws(FrameError) -> JSON { try json(bytes, kind: order) }

  /// Reads a reply; what is none of this page's is a message.
  /// - Throws: `FrameError` for one that can't be read.
  public static func reply(_ bytes: [UInt8]) throws(FrameError) -> Reply {
    switch bytes.count > 5 ? bytes[5] : 0 {
    case unchanged: .unchanged
    case ready: .ready(try json(bytes, kind: ready))
    case failure:
      .failed(
        try Frame.read(bytes) { buffer throws(FrameError) in
          var reader = try FrameReader(buffer, kind: failure)
          return try reader.text()
        })
    default: .message(bytes)
    }
  }

  /// Whether a frame is a response: the first of the two that a rendering sends.
  public static func isResponse(_ bytes: [UInt8]) -> Bool { bytes.count > 5 && bytes[5] == Frame.response }

  private static func bytes(_ reply: Reply) throws(FrameError) -> [UInt8] {
    switch reply {
    case .message(let bytes): return bytes
    case .ready(let json): return try bytes(ready, json)
    case .unchanged:
      var writer = FrameWriter(kind: unchanged)
      return try writer.finished()
    case .failed(let text):
      var writer = FrameWriter(kind: failure)
      writer.text(text)
      return try writer.finished()
    }
  }

  private static func bytes(_ kind: UInt8, _ json: JSON) throws(FrameError) -> [UInt8] {
    var writer = FrameWriter(kind: kind)
    writer.body(json)
    return try writer.finished()
  }

  private static func json(_ bytes: [UInt8], kind: UInt8) throws(FrameError) -> JSON {
    try Frame.read(bytes) { buffer throws(FrameError) in
      var reader = try FrameReader(buffer, kind: kind)
      let body = try reader.body()
      try reader.end()
      return body ?? .null
    }
  }
}
