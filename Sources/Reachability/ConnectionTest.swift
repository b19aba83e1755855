internal import AdapterTesting
public import Host
internal import Text

/// An IdP's own connection test, played against the public URL: what the IdP would see, and why it would fail.
public struct ConnectionTest: Sendable {
  private let target: Target
  private let requests: [ConnectionRequest]
  private let authorization: String
  private let wrong: String
  private let authorities: String?

  /// A test of `target` with the requests of its adapter.
  ///
  /// `authorization` is the header with a token of the provider, `wrong` with one that nobody gave; `authorities` names
  /// a PEM file of authorities that count as known.
  public init(
    _ target: Target, requests: [ConnectionRequest], authorization: String, wrong: String, authorities: String? = nil
  ) {
    (self.target, self.requests, self.authorities) = (target, requests, authorities)
    (self.authorization, self.wrong) = (authorization, wrong)
  }

  /// Plays it; the thread waits for every answer.
  public func run() -> [Finding] {
    let address = AddressCheck(target: target).finding()
    guard address.outcome != .failed else { return [address, Self.rest("nobody can be asked")] }
    return [address] + (target.isSecure ? secure() : plain())
  }

  private static func rest(_ reason: String) -> Finding { Finding("the rest", .untried, reason) }

  /// Over plain HTTP the token goes to this machine alone.
  private func plain() -> [Finding] {
    let scheme = Finding(
      "https", .failed, "\(target.text) is plain HTTP, and an IdP takes https alone",
      fix:
        "put a proxy with a certificate before the host (config/reverse-proxy/), and name its https address as publicURL"
    )
    guard target.isLocal else {
      return [scheme, Self.rest("the token isn't sent where anybody on the way can read it")]
    }
    return [scheme] + answers(trust: nil)
  }

  private func secure() -> [Finding] {
    let trust: TrustStore
    do throws(TransportError) { trust = try TrustStore(authorities: authorities) } catch {
      return [Finding("trust", .failed, error.description, fix: "name a PEM file with --ca"), Self.rest("no TLS")]
    }
    let spoken = ProtocolCheck(target: target, trust: trust).run()
    guard spoken.isSpoken else { return spoken.findings + [Self.rest("without TLS there is nothing to ask")] }
    let worth = CertificateCheck(
      target: target, sent: spoken.certificates, faults: spoken.faults, now: .now(), authorities: authorities
    ).findings()
    guard worth.allSatisfy({ [.ok, .noted].contains($0.outcome) }) else {
      return spoken.findings + worth + [
        Self.rest("an IdP ends the connection at the certificate, before it sends a token")
      ]
    }
    return spoken.findings + worth + answers(trust: trust)
  }

  private func answers(trust: TrustStore?) -> [Finding] {
    AnswerCheck(
      caller: Caller(target: target, trust: trust), requests: requests, authorization: (authorization, wrong)
    ).findings()
  }
}
