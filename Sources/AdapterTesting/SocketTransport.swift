public import Diagnostics
import Foundation

/// A transport over TCP that sends paths as they are written; `URLSession` would mend what IdPs encode badly (E-11).
public struct SocketTransport: ExchangeTransport {
  private let host: String
  private let port: Int
  private let prefix: String
  private let timeout: Int

  /// Reaches the endpoint at `prefix`, `/scim/v2/contoso-entra`, of a host without TLS; `timeout` in seconds.
  public init(host: String, port: Int, prefix: String, timeout: Int = 30) {
    self.host = host
    self.port = port
    self.prefix = prefix
    self.timeout = timeout
  }

  /// Sends one request on a connection of its own.
  /// - Throws: `TransportError`.
  public func send(
    _ method: String, _ path: String, headers: [(name: String, value: String)], body: [UInt8]?
  ) async throws -> ExchangeReply {
    let bytes = request(method, path, headers, body)
    let (host, port, timeout) = (host, port, timeout)
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            let connection = try SocketConnection(host: host, port: port, timeout: timeout)
            try connection.write(bytes)
            var reader = ReplyReader(connection)
            return try reader.reply(to: method)
          })
      }
    }
  }

  private func request(
    _ method: String, _ path: String, _ headers: [(name: String, value: String)], _ body: [UInt8]?
  ) -> [UInt8] {
    var head = "\(method) \(prefix)\(path) HTTP/1.1\r\nHost: \(host):\(port)\r\nConnection: close\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + (body ?? [])
  }
}

/// Why a request got no answer.
public struct TransportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, in a few words.
  public var description: String

  /// An error of that description.
  public init(_ description: String) { self.description = description }
}

extension SocketTransport {
  /// A transport to the endpoint of a plain HTTP URL: `http://127.0.0.1:8080/scim/v2/contoso-entra`.
  /// - Throws: `Diagnostics` when it isn't one.
  public init(base: String) throws(Diagnostics) {
    guard let url = URLComponents(string: base), url.scheme == "http", let host = url.host, let port = url.port else {
      throw Diagnostics([Diagnostic("'\(base)' is not a plain HTTP URL with a port")])
    }
    self.init(host: host, port: port, prefix: url.path)
  }
}
