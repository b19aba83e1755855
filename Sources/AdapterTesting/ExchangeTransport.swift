import JSON

/// Carries requests to one provider's endpoint.
public protocol ExchangeTransport: Sendable {
  /// Sends a request and waits for its answer; `path` goes out as it is, after the endpoint's own path.
  func send(
    _ method: String, _ path: String, headers: [(name: String, value: String)], body: [UInt8]?
  ) async throws -> ExchangeReply
}

/// What came back.
public struct ExchangeReply: Sendable {
  /// The status.
  public var status: Int
  /// The headers, in the order in which they came.
  public var headers: [(name: String, value: String)]
  /// The content.
  public var body: [UInt8]

  /// Makes a reply of its parts.
  public init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of that name, in any case.
  public func header(_ name: String) -> String? {
    headers.first { equalIgnoringASCIICase($0.name, name) }?.value
  }
}
