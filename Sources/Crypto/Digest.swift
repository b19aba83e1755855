import CGnuTLS

/// The SHA-256 digest of `bytes` (FIPS 180-4), 32 bytes.
/// - Complexity: O(n).
public func sha256(_ bytes: [UInt8]) -> [UInt8] {
  digest { out in bytes.withUnsafeBytes { gnutls_hash_fast(GNUTLS_DIG_SHA256, $0.baseAddress, $0.count, out) } }
}

/// The HMAC-SHA-256 of `message` under `key` (RFC 2104), 32 bytes.
/// - Complexity: O(n).
public func hmacSHA256(key: [UInt8], message: [UInt8]) -> [UInt8] {
  digest { out in
    key.withUnsafeBytes { key in
      message.withUnsafeBytes { message in
        gnutls_hmac_fast(GNUTLS_MAC_SHA256, key.baseAddress, key.count, message.baseAddress, message.count, out)
      }
    }
  }
}

/// Whether two secrets are the same; the time it takes depends on their length alone.
public func constantTimeEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  guard a.count == b.count else { return false }
  return a.withUnsafeBytes { x in b.withUnsafeBytes { y in gnutls_memcmp(x.baseAddress, y.baseAddress, x.count) == 0 } }
}

private func digest(_ compute: (UnsafeMutableRawPointer?) -> Int32) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
    let code = compute(UnsafeMutableRawPointer(buffer.baseAddress))
    // A wrong digest would let a wrong token in or break the audit chain: rather none at all.
    precondition(code == 0, "GnuTLS computes no SHA-256")
    count = 32
  }
}
