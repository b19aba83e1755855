import Text

/// The address under which IdPs reach the host: `https://scim.example.org` or with a path, without a trailing slash.
///
/// Everything that the host says of itself (`Location`, `meta.location`, `$ref`) begins with it.
struct PublicURL: Hashable, Sendable {
  var scheme: String
  var host: String
  var text: String

  /// Whether what is sent to it is encrypted or stays on this machine.
  var isPrivate: Bool { scheme == "https" || isLoopbackHost(host) }

  /// Reads an absolute URL of `https` or `http` (RFC 3986 §4.3).
  init(parsing text: String) throws(PublicURLError) {
    let (scheme, rest) = try Self.scheme(of: text)
    if let stray = rest.unicodeScalars.first(where: { !Self.allowed($0) }) { throw .character(stray) }
    if let at = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) { throw .query(String(rest[at...])) }
    let authority = rest.prefix { $0 != "/" }
    if authority.contains("@") { throw .credentials }
    guard !rest.hasSuffix("/") else { throw .trailingSlash(String(text.reversed().drop { $0 == "/" }.reversed())) }
    self.scheme = scheme
    self.host = try Self.host(of: String(authority))
    self.text = text
  }

  private static func scheme(of text: String) throws(PublicURLError) -> (String, String) {
    for scheme in ["https", "http"] where text.lowercased().hasPrefix(scheme + "://") {
      return (scheme, String(text.dropFirst(scheme.count + 3)))
    }
    throw .scheme(text)
  }

  private static func host(of authority: String) throws(PublicURLError) -> String {
    guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else { return try checked(authority) }
    let port = String(authority[authority.index(after: colon)...])
    guard let number = Int(port), (1...65535).contains(number), port.utf8.allSatisfy({ $0 >= 0x30 }) else {
      throw .port(port)
    }
    return try checked(String(authority[..<colon]))
  }

  private static func checked(_ host: String) throws(PublicURLError) -> String {
    if host.hasPrefix("["), host.hasSuffix("]"), isIPv6(String(host.dropFirst().dropLast())) {
      return String(host.dropFirst().dropLast())
    }
    guard isHostNameText(host) else { throw .host(host) }
    return host
  }

  private static func allowed(_ scalar: Unicode.Scalar) -> Bool {
    (0x21...0x7E).contains(scalar.value) && !"\"<>\\^`{|}".unicodeScalars.contains(scalar)
  }
}

/// Why a text can't be the public URL.
enum PublicURLError: Error, Hashable {
  case scheme(String)
  case character(Unicode.Scalar)
  case query(String)
  case credentials
  case trailingSlash(String)
  case host(String)
  case port(String)

  /// One sentence for the administrator.
  var message: String {
    switch self {
    case .scheme(let text): "'\(text)' is not a URL that begins with https:// or http://"
    case .character(let scalar): "a URL can't hold the character \(scalar.notation)"
    case .query(let part): "the public URL can't have a query or a fragment ('\(part)')"
    case .credentials: "the public URL can't hold a user name or a password"
    case .trailingSlash: "the public URL can't end in a slash"
    case .host(let text): "'\(text)' is neither a host name nor an IP address"
    case .port(let text): "'\(text)' is not a port (1 to 65535)"
    }
  }

  /// What to write instead, where that is known.
  var fix: String? {
    switch self {
    case .trailingSlash(let text): "write \(text)"
    case .query, .credentials, .character: "write scheme, host and path only: https://scim.example.org"
    case .scheme, .host, .port: "write it like https://scim.example.org"
    }
  }
}
