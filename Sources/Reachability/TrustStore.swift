internal import AdapterTesting
internal import CGnuTLS

/// Whose signatures count: the authorities that this machine knows, and those of a file.
final class TrustStore {
  let credentials: gnutls_certificate_credentials_t

  /// - Throws: when `authorities`, a PEM file, holds no certificate.
  init(authorities: String?) throws(TransportError) {
    var made: gnutls_certificate_credentials_t?
    guard gnutls_certificate_allocate_credentials(&made) == 0, let made else {
      throw TransportError("TLS can't be set up")
    }
    credentials = made
    gnutls_certificate_set_x509_system_trust(made)
    guard let authorities else { return }
    guard gnutls_certificate_set_x509_trust_file(made, authorities, GNUTLS_X509_FMT_PEM) > 0 else {
      throw TransportError("\(authorities) holds no certificate in PEM")
    }
  }

  deinit { gnutls_certificate_free_credentials(credentials) }
}
