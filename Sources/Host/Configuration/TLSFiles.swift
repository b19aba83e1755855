/// The two PEM files of the SCIM listener.
public struct TLSFiles: Hashable, Sendable {
  /// The certificate with its chain, as a path that can be opened.
  public var certificate: String
  /// The private key, as a path that can be opened; nobody but the host's user and group may read it.
  public var key: String

  /// Names the two files.
  public init(certificate: String, key: String) {
    self.certificate = certificate
    self.key = key
  }
}
