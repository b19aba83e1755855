internal import AdapterTesting
internal import CGnuTLS

/// A TLS client's connection. Its handshake trusts everybody: what the certificates are worth is read afterwards.
final class TLSConnection: ByteStream {
  private let socket: SocketConnection
  private let session: gnutls_session_t
  private let trust: TrustStore
  private let deadline: ContinuousClock.Instant

  /// Shakes hands over `socket`, offering what a priority string of GnuTLS says.
  init(
    over socket: SocketConnection, to host: String, offering offer: String, trust: TrustStore
  ) throws(TransportError) {
    var made: gnutls_session_t?
    guard gnutls_init(&made, UInt32(GNUTLS_CLIENT) | UInt32(GNUTLS_NO_SIGNAL)) == 0, let made else {
      throw TransportError("TLS can't be set up")
    }
    (self.socket, session, self.trust) = (socket, made, trust)
    deadline = .now + .seconds(Caller.seconds)
    try prepare(host, offer)
    try shakeHands()
  }

  deinit { gnutls_deinit(session) }

  private func prepare(_ host: String, _ offer: String) throws(TransportError) {
    guard gnutls_priority_set_direct(session, offer, nil) == 0 else {
      throw TransportError("this machine's GnuTLS doesn't speak it")
    }
    gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, UnsafeMutableRawPointer(trust.credentials))
    // An address is no server name (RFC 6066 §3).
    if host.contains(where: { $0.isLetter && $0.isASCII }), !host.contains(":") {
      gnutls_server_name_set(session, GNUTLS_NAME_DNS, host, host.utf8.count)
    }
    gnutls_transport_set_int2(session, socket.descriptor, socket.descriptor)
    gnutls_handshake_set_timeout(session, UInt32(Caller.seconds * 1000))
  }

  private func shakeHands() throws(TransportError) {
    while true {
      let code = gnutls_handshake(session)
      if code == 0 { return }
      guard gnutls_error_is_fatal(code) == 0, ContinuousClock.now < deadline else { throw failure(code) }
    }
  }

  private func failure(_ code: Int32) -> TransportError {
    guard code == GNUTLS_E_FATAL_ALERT_RECEIVED, let alert = gnutls_alert_get_name(gnutls_alert_get(session)) else {
      return TransportError(String(cString: gnutls_strerror(code)))
    }
    return TransportError("the server refuses: \(String(cString: alert))")
  }

  /// The suite that was agreed on, by its name in the RFCs.
  var suite: String { gnutls_ciphersuite_get(session).map { String(cString: $0) } ?? "" }

  /// What the server sent of itself, its own certificate first.
  func certificates(for host: String) -> [Certificate] {
    var count: UInt32 = 0
    guard let list = gnutls_certificate_get_peers(session, &count) else { return [] }
    return (0..<Int(count)).compactMap { Certificate(list[$0], host: host) }
  }

  /// What GnuTLS finds wrong with the chain, whomever it names.
  var faults: UInt32 {
    var status: UInt32 = 0
    guard gnutls_certificate_verify_peers2(session, &status) == 0 else { return GNUTLS_CERT_INVALID.rawValue }
    return status
  }

  func write(_ bytes: [UInt8]) throws(TransportError) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        gnutls_record_send(session, $0.baseAddress?.advanced(by: sent), $0.count - sent)
      }
      if count < 0 { try goOn(count) } else { sent += count }
    }
  }

  func read() throws(TransportError) -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = gnutls_record_recv(session, &chunk, chunk.count)
      // Many servers end without TLS's farewell; the answer's own length tells whether it is whole.
      if count == Int(GNUTLS_E_PREMATURE_TERMINATION) { return [] }
      guard count < 0 else { return Array(chunk.prefix(count)) }
      try goOn(count)
    }
  }

  private func goOn(_ code: Int) throws(TransportError) {
    let code = Int32(truncatingIfNeeded: code)
    guard gnutls_error_is_fatal(code) == 0 else { throw failure(code) }
    guard ContinuousClock.now < deadline else { throw TransportError("no answer within \(Caller.seconds) seconds") }
  }
}
