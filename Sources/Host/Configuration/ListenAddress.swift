import Foundation

/// Where a listener is bound: a host name or an IP address, and a port; port 0 takes any free one.
public struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
  /// A name or an IP address; IPv6 without its brackets.
  public var host: String
  /// The port, 0 for any free one.
  public var port: Int

  /// Makes an address from its two parts.
  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Reads `127.0.0.1:8080`, `localhost:8080` or `[::1]:8080`.
  /// - Throws: `ListenAddressError` that says what is wrong with it.
  public init(parsing text: String) throws(ListenAddressError) {
    let (host, port) = try Self.split(text)
    guard let number = Self.port(port) else { throw .port(port) }
    guard isIPAddress(host) || Self.isHostName(host) else { throw .host(host) }
    self.init(host: host, port: number)
  }

  /// As it is written: `127.0.0.1:8080`, `[::1]:8080`.
  public var description: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

  /// Whether nobody but this machine can reach it.
  public var isLoopback: Bool { isLoopbackHost(host) }

  private static func split(_ text: String) throws(ListenAddressError) -> (String, String) {
    guard let colon = text.lastIndex(of: ":") else { throw .shape(text) }
    let (host, port) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
    if host.hasPrefix("["), host.hasSuffix("]"), host.count > 2 { return (String(host.dropFirst().dropLast()), port) }
    guard !host.isEmpty, !host.contains(":") else { throw .shape(text) }
    return (host, port)
  }

  private static func port(_ text: String) -> Int? {
    guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(text) else { return nil }
    return (0...65535).contains(number) ? number : nil
  }

  private static func isHostName(_ text: String) -> Bool {
    let last = text.split(separator: ".").last ?? ""
    return isHostNameText(text) && !last.allSatisfy(\.isNumber)
  }
}

/// Why a text is no listen address.
public enum ListenAddressError: Error, Hashable, Sendable {
  /// It isn't `HOST:PORT`.
  case shape(String)
  /// The part before the colon is neither a name nor an address.
  case host(String)
  /// The part after the colon is no port.
  case port(String)

  /// One sentence for the administrator.
  public var message: String {
    switch self {
    case .shape(let text): "'\(text)' is not an address to listen on"
    case .host(let text): "'\(text)' is neither a host name nor an IP address"
    case .port(let text): "'\(text)' is not a port (0 to 65535)"
    }
  }
}
