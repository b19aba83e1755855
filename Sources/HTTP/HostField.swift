/// Whether the value of `Host` is a host with an optional port (RFC 9110 §7.2): a name of letters, digits and `-._~`, an
/// IPv4 address or an IPv6 address in brackets.
func isValidHost(_ value: String) -> Bool {
  let text = value.utf8[...]
  guard let host = hostEnd(text) else { return false }
  let rest = text[host...]
  guard let colon = rest.first else { return true }
  let port = rest.dropFirst()
  return colon == 0x3A && port.count <= 5 && port.allSatisfy(isDigit)
}

private func hostEnd(_ text: Substring.UTF8View) -> Substring.UTF8View.Index? {
  if text.first == 0x5B {
    guard let end = text.firstIndex(of: 0x5D), IPAddress(Substring(text[..<end].dropFirst())) != nil else { return nil }
    return text.index(after: end)
  }
  let end = text.firstIndex { !isHostByte($0) } ?? text.endIndex
  return end == text.startIndex ? nil : end
}

private func isHostByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
  default: false
  }
}
