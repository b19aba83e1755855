internal import Foundation
internal import Host

/// The endpoint that is tested, taken apart.
public struct Target: Sendable, Hashable {
  let isSecure: Bool
  let host: String
  let port: Int
  /// `/scim/v2/contoso-entra`, after whatever stands before it in the public URL.
  let prefix: String
  let text: String

  /// Reads an endpoint's URL; nil when it isn't one of http or https.
  public init?(_ url: String) {
    guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty
    else { return nil }
    isSecure = scheme == "https"
    self.host = host.trimmingCharacters(in: ["[", "]"])
    port = parts.port ?? (isSecure ? 443 : 80)
    prefix = parts.percentEncodedPath
    text = url
  }

  /// Whether what is sent to it never leaves this machine.
  var isLocal: Bool { LocalEndpoint.hint(text) != nil }

  /// What a request's `Host` says (RFC 9112 §3.2).
  var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
  }
}
