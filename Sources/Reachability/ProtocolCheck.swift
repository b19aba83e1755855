internal import AdapterTesting

/// Which versions of TLS the server speaks, and of 1.2 which suites: an IdP needs 1.2 at least (E-01).
struct ProtocolCheck {
  /// What the checks after this one go on with.
  struct Result {
    var findings: [Finding]
    var certificates: [Certificate] = []
    var faults: UInt32 = 0
    var isSpoken: Bool { !certificates.isEmpty }
  }

  let target: Target
  let trust: TrustStore

  /// The suites of TLS 1.2 that are safe and that IdPs offer, by OpenSSL's names.
  private static let suites = ["ECDSA", "RSA"].flatMap { kind in
    ["128", "256"].map { size in
      (
        name: "ECDHE-\(kind)-AES\(size)-GCM",
        offer: "NONE:+VERS-TLS1.2:+ECDHE-\(kind):+AES-\(size)-GCM:+AEAD:+SIGN-ALL:+GROUP-ALL:+COMP-NULL:+CTYPE-X509"
      )
    }
  }

  func run() -> Result {
    let (new, refusal) = attempt("NORMAL:-VERS-ALL:+VERS-TLS1.3")
    let (usual, usualRefusal) = attempt("NORMAL:-VERS-ALL:+VERS-TLS1.2")
    let (old, _) = attempt("NORMAL:-VERS-ALL:+VERS-TLS1.1:+VERS-TLS1.0")
    guard let spoken = new ?? usual else { return Result(findings: [silence(old != nil, usualRefusal ?? refusal)]) }
    var findings = [versions(new, usual)]
    if let usual { findings.append(suites(usual)) }
    if old != nil {
      findings.append(
        Finding(
          "old TLS", .noted, "TLS 1.1 or 1.0 is spoken as well",
          fix: "turn both off where TLS ends, the proxy or the host"))
    }
    return Result(
      findings: findings, certificates: spoken.certificates, faults: spoken.faults)
  }

  /// What one handshake came to; its connection is closed, so that servers with one place aren't kept waiting.
  private struct Spoken {
    var suite: String
    var certificates: [Certificate]
    var faults: UInt32
  }

  private func attempt(_ offer: String) -> (Spoken?, refusal: String?) {
    do throws(TransportError) {
      let socket = try SocketConnection(host: target.host, port: target.port, timeout: Caller.seconds)
      let connection = try TLSConnection(over: socket, to: target.host, offering: offer, trust: trust)
      let certificates = connection.certificates(for: target.host)
      return (Spoken(suite: connection.suite, certificates: certificates, faults: connection.faults), nil)
    } catch {
      return (nil, error.description)
    }
  }

  private func silence(_ isOld: Bool, _ refusal: String?) -> Finding {
    guard !isOld else {
      return Finding(
        "TLS", .failed, "nothing newer than TLS 1.1 is spoken", fix: "turn TLS 1.2 and 1.3 on where TLS ends")
    }
    return Finding(
      "TLS", .failed, "no TLS is spoken at port \(target.port): \(refusal ?? "")",
      fix: "give the proxy a certificate, or add tls: with certificate and key to the configuration")
  }

  private func versions(_ new: Spoken?, _ usual: Spoken?) -> Finding {
    switch (new, usual) {
    case (let new?, .some): Finding("TLS", .ok, "1.3 (\(new.suite)) and 1.2; an IdP needs 1.2 or newer")
    case (let new?, nil):
      Finding(
        "TLS", .noted, "1.3 alone (\(new.suite)): an IdP that speaks 1.2 at most can't connect",
        fix: "turn TLS 1.2 on as well where TLS ends")
    default: Finding("TLS", .ok, "1.2 (no 1.3); an IdP needs 1.2 or newer")
    }
  }

  private func suites(_ usual: Spoken) -> Finding {
    let accepted = Self.suites.filter { attempt($0.offer).0 != nil }.map(\.name)
    guard accepted.isEmpty else { return Finding("suites", .ok, "of TLS 1.2: " + accepted.joined(separator: ", ")) }
    return Finding(
      "suites", .noted, "of TLS 1.2 none of ECDHE with AES-GCM; agreed on \(usual.suite)",
      fix: "let TLS 1.2 have ECDHE with AES-GCM, which every IdP speaks")
  }
}
