import Foundation

/// Whether two texts are the same bytes: Swift's `==` takes é in one scalar and in two for the same.
func equalBytes(_ a: String, _ b: String) -> Bool {
  withBytes(a, b) { a, b in
    guard let start = a.baseAddress, let other = b.baseAddress else { return true }
    return memcmp(start, other, a.count) == 0
  }
}

/// Whether two names are the same but for the case of ASCII letters.
public func equalIgnoringASCIICase(_ a: String, _ b: String) -> Bool {
  withBytes(a, b) { a, b in a.indices.allSatisfy { asciiLower(a[$0]) == asciiLower(b[$0]) } }
}

/// Compares two texts of one length; names are looked up by it many times a request, so it copies nothing.
@inline(__always)
private func withBytes(
  _ a: String, _ b: String, _ compare: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
) -> Bool {
  guard a.utf8.count == b.utf8.count else { return false }
  let fast = a.utf8.withContiguousStorageIfAvailable { a in
    b.utf8.withContiguousStorageIfAvailable { b in compare(a, b) }
  }
  return (fast ?? nil)
    ?? Array(a.utf8).withUnsafeBufferPointer { a in Array(b.utf8).withUnsafeBufferPointer { compare(a, $0) } }
}

@inline(__always)
func asciiLower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
