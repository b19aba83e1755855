internal import CGnuTLS
internal import Text

/// What the server's certificates are worth to an IdP: name, time, whether the chain is whole and ends at somebody known.
struct CertificateCheck {
  let target: Target
  /// As they were sent; never empty.
  let sent: [Certificate]
  let faults: UInt32
  let now: Timestamp
  /// The file of more authorities, as it was named.
  let authorities: String?

  func findings() -> [Finding] {
    guard let own = sent.first else { return [] }
    return [name(own), validity(own), chain, trust]
  }

  private func name(_ own: Certificate) -> Finding {
    let names = own.names.isEmpty ? "nobody by name" : own.names.joined(separator: ", ")
    guard !own.isForHost else { return Finding("name", .ok, "the certificate is for \(names)") }
    return Finding(
      "name", .failed, "the certificate is for \(names), not for \(target.host)",
      fix: "get a certificate whose subjectAltName has \(target.host), or correct publicURL in the configuration")
  }

  private func validity(_ own: Certificate) -> Finding {
    let first = path.min { $0.ends < $1.ends } ?? own
    let whose = first == own ? "" : " (that of \(Certificate.shown(first.subject)))"
    if let early = path.first(where: { $0.begins > now }) {
      return Finding(
        "validity", .failed, "not before \(early.begins)", fix: "set this machine's clock, or wait until then")
    }
    guard first.ends > now else {
      return Finding("validity", .failed, "expired on \(first.ends)\(whose)", fix: renewal)
    }
    let days = (first.ends.milliseconds - now.milliseconds) / 86_400_000
    let seen = "valid until \(first.ends)\(whose), \(days) days"
    return days >= 7 ? Finding("validity", .ok, seen) : Finding("validity", .noted, seen, fix: renewal)
  }

  private let renewal = "renew it, and look why that didn't happen by itself; the proxy or host reads it when it starts"

  /// From the server's own certificate as far up as what was sent leads.
  private var path: [Certificate] {
    var path = Array(sent.prefix(1))
    while let last = path.last, !last.isSelfIssued, path.count < 10,
      let next = sent.first(where: { $0.subject == last.issuer })
    {
      path.append(next)
    }
    return path
  }

  private var signerIsUnknown: Bool { faults & GNUTLS_CERT_SIGNER_NOT_FOUND.rawValue != 0 }

  /// Whether the last certificate names a signer that neither was sent nor is known.
  private var isCut: Bool { signerIsUnknown && path.last?.isSelfIssued == false }

  private var chain: Finding {
    let names = path.map { Certificate.shown($0.subject) } + (path.last.map { [Certificate.shown($0.issuer)] } ?? [])
    let steps = path.last?.isSelfIssued == true ? names.dropLast() : names[...]
    let seen = steps.joined(separator: " ← ")
    guard isCut else { return Finding("chain", .ok, "whole: \(seen)") }
    return Finding(
      "chain", .failed, "\(seen): the last one was not sent, and isn't among the authorities that this machine knows",
      fix: "the chain lacks an intermediate certificate: let the server send all of them (fullchain.pem in place of "
        + "cert.pem, as ssl_certificate in nginx, as certificate under tls: in the configuration); "
        + "if that signer is an authority of your own, no IdP knows it: get a certificate of a public one")
  }

  private var trust: Finding {
    let root = path.last.map { Certificate.shown($0.issuer) } ?? ""
    if isCut { return Finding("trust", .untried, "nobody knows whose the missing certificate is") }
    if signerIsUnknown {
      let seen = path.count == 1 ? "the certificate is signed by itself" : "\(root) isn't among the known authorities"
      return Finding(
        "trust", .failed, "\(seen): an IdP ends the connection",
        fix: "get a certificate of a public authority: Caddy does so by itself (config/reverse-proxy/Caddyfile)")
    }
    if let fault { return Finding("trust", .failed, fault, fix: "get a new certificate of a public authority") }
    guard let authorities else {
      return Finding("trust", .ok, "\(root) is among the authorities that this machine knows")
    }
    return Finding("trust", .noted, "by \(root); the authorities of \(authorities) count here, not at an IdP")
  }

  /// What else GnuTLS has against the chain; times are told by `validity`.
  private var fault: String? {
    let words: [(gnutls_certificate_status_t, String)] = [
      (GNUTLS_CERT_REVOKED, "the certificate was revoked"),
      (GNUTLS_CERT_SIGNER_NOT_CA, "a signer of the chain is no authority"),
      (GNUTLS_CERT_INSECURE_ALGORITHM, "the chain is signed by an algorithm that is no longer safe"),
      (GNUTLS_CERT_SIGNATURE_FAILURE, "a signature of the chain is wrong"),
      (GNUTLS_CERT_SIGNER_CONSTRAINTS_FAILURE, "a signer of the chain may not sign for this name"),
      (GNUTLS_CERT_PURPOSE_MISMATCH, "the certificate isn't one for servers"),
      (GNUTLS_CERT_UNKNOWN_CRIT_EXTENSIONS, "the certificate asks for what nobody understands"),
    ]
    if let found = words.first(where: { faults & $0.0.rawValue != 0 }) { return found.1 }
    let times = GNUTLS_CERT_EXPIRED.rawValue | GNUTLS_CERT_NOT_ACTIVATED.rawValue
    let others = faults & ~(times | GNUTLS_CERT_INVALID.rawValue)
    return others != 0 || (faults != 0 && faults & times == 0) ? "the chain isn't valid" : nil
  }
}
