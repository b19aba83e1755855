/// Where and how a server listens.
public struct HTTPConfiguration: Sendable {
  /// The address to listen on: an IPv4 or IPv6 address, or a name that stands for one.
  public var host: String
  /// The port; 0 takes a free one.
  public var port: Int
  /// Certificate chain and private key in PEM; nil speaks plain HTTP.
  public var tls: (certificate: String, key: String)?
  /// Addresses and networks (`10.0.0.0/8`, `fd00::/8`) whose `X-Forwarded-For` is believed.
  public var trustedProxies: [String]
  /// How much is taken of one client.
  public var limits: HTTPLimits

  /// Makes a configuration; loopback, a free port, plain HTTP unless told otherwise.
  public init(
    host: String = "127.0.0.1", port: Int = 0, tls: (certificate: String, key: String)? = nil,
    trustedProxies: [String] = [], limits: HTTPLimits = HTTPLimits()
  ) {
    self.host = host
    self.port = port
    self.tls = tls
    self.trustedProxies = trustedProxies
    self.limits = limits
  }
}
