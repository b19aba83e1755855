/// An HTTP/1.1 server that hands requests to one handler until it is stopped.
public final class HTTPServer: Sendable {
  /// The port it listens on.
  public let port: Int

  /// Listens and begins to answer.
  public init(_ configuration: HTTPConfiguration, handler: any HTTPHandler) throws(HTTPServerError) {
    port = configuration.port
  }

  /// Takes no more connections, answers what is in flight and ends; blocks for `grace` at most, later calls return.
  public func stop(grace: Duration) {}
}
