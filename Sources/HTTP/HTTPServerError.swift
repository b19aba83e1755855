/// Why a server couldn't start.
public enum HTTPServerError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The address is not one, or can't be resolved.
  case address(host: String, reason: String)
  /// The address can't be listened on, e.g. because another process does.
  case listen(host: String, port: Int, reason: String)
  /// Certificate and key aren't PEM, or don't belong together, or the library speaks no TLS.
  case tls(reason: String)
  /// An entry of `trustedProxies` is neither an address nor a network.
  case trustedProxy(String)
  /// The library couldn't start its threads.
  case start(reason: String)

  /// One sentence for the administrator.
  public var description: String {
    switch self {
    case .address(let host, let reason): "cannot listen on '\(host)': \(reason)"
    case .listen(let host, let port, let reason): "cannot listen on \(host) port \(port): \(reason)"
    case .tls(let reason): "cannot speak TLS: \(reason)"
    case .trustedProxy(let text): "'\(text)' is neither an IP address nor a network like 10.0.0.0/8"
    case .start(let reason): "cannot start the HTTP server: \(reason)"
    }
  }
}
