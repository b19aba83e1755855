import Foundation

/// Whether `text` is an IPv4 or IPv6 address without brackets, zone or prefix length.
func isIPAddress(_ text: String) -> Bool { isIPv4(text) || isIPv6(text) }

/// Whether `text` is an IPv4 address in dotted form.
func isIPv4(_ text: String) -> Bool {
  var address = in_addr()
  return inet_pton(AF_INET, text, &address) == 1
}

/// Whether `text` is an IPv6 address (RFC 4291 §2.2).
func isIPv6(_ text: String) -> Bool {
  var address = in6_addr()
  return inet_pton(AF_INET6, text, &address) == 1
}

/// Whether `text` is an IP address or a block of them (RFC 4632): `10.0.0.0/8`.
func isAddressBlock(_ text: String) -> Bool {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  guard parts.count == 2 else { return isIPAddress(text) }
  guard isIPAddress(parts[0]), parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
  return Int(parts[1]).map { $0 <= (isIPv4(parts[0]) ? 32 : 128) } ?? false
}

/// Whether only this machine answers to `host` (RFC 6761 §6.3, RFC 1122 §3.2.1.3).
func isLoopbackHost(_ host: String) -> Bool {
  if equalASCII(host, "localhost") || host.lowercased().hasSuffix(".localhost") { return true }
  if isIPv4(host) { return host.hasPrefix("127.") }
  var address = in6_addr()
  guard inet_pton(AF_INET6, host, &address) == 1 else { return false }
  return withUnsafeBytes(of: &address) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
}

/// Whether `text` has the form of a host name (RFC 1123 §2.1).
func isHostNameText(_ text: String) -> Bool {
  let labels = text.split(separator: ".", omittingEmptySubsequences: false)
  guard !text.isEmpty, text.utf8.count <= 253 else { return false }
  return labels.allSatisfy { label in
    (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
      && label.utf8.allSatisfy { isASCIIAlphanumeric($0) || $0 == 0x2D }
  }
}

private func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}

private func equalASCII(_ a: String, _ b: String) -> Bool { a.lowercased() == b }
