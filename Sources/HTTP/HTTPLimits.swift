/// How much of everything is taken of clients, and how long they are waited for.
public struct HTTPLimits: Sendable, Hashable {
  /// The longest request target, in bytes; a longer one is answered 414.
  public var target = 16 << 10
  /// The longest header section without the request line, in bytes; a longer one is answered 431.
  public var headers = 32 << 10
  /// The most header fields; more are answered 431.
  public var fields = 100
  /// The most connections at once; more wait to be accepted.
  public var connections = 4096
  /// The most connections of one address at once, trusted proxies excepted; more are closed.
  public var connectionsPerSource = 256
  /// The threads that read, answer and write.
  public var threads = 4
  /// A connection on which nothing happens is closed after this, to the second.
  public var idle: Duration = .seconds(75)
  /// The head of a request must be complete so long after the connection was accepted or its first byte came.
  public var headDeadline: Duration = .seconds(10)
  /// The body of a request must be complete so long after its head.
  public var bodyDeadline: Duration = .seconds(30)
  /// After this a body must have come at `bodyRate` on the average.
  public var bodyGrace: Duration = .seconds(5)
  /// The bytes a second below which a body is given up.
  public var bodyRate = 1024
  /// An answer of which the client has taken nothing for so long is given up.
  public var sendProgress: Duration = .seconds(60)

  /// The limits that the product publishes.
  public init() {}
}
