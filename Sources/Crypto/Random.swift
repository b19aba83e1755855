import CGnuTLS

/// `count` bytes that nobody can foretell.
///
/// From GnuTLS' generator, which the system's one seeds: audit entries draw hundreds of bytes, and each eight of them
/// would be a call into the kernel.
public func randomBytes(_ count: Int) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
    let code = gnutls_rnd(GNUTLS_RND_KEY, buffer.baseAddress, buffer.count)
    // Guessable salts would give values away: rather none at all.
    precondition(code == 0, "GnuTLS draws no random bytes")
    filled = max(0, count)
  }
}
