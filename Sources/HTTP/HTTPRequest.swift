/// A request that was received whole.
public struct HTTPRequest: Sendable, Hashable {
  /// Request line, header fields and origin.
  public var head: HTTPHead
  /// The body without its framing; empty without one.
  public var body: [UInt8]

  /// Makes a request.
  public init(head: HTTPHead, body: [UInt8] = []) {
    self.head = head
    self.body = body
  }
}
