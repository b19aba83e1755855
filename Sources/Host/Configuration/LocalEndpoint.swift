/// What to say of an endpoint's URL that no IdP can reach.
public enum LocalEndpoint {
  /// A sentence with the remedy when only this machine answers to the URL; nil for a public name.
  public static func hint(_ url: String) -> String? {
    guard let parsed = try? PublicURL(parsing: url), isLoopbackHost(parsed.host) else { return nil }
    return "Only this machine reaches that URL. An IdP needs a public name with a certificate: put one before the host "
      + "(config/reverse-proxy/), name it as publicURL, restart the host."
  }
}
