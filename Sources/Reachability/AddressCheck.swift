internal import AdapterTesting
internal import Foundation

/// Whether the name has an address, and somebody takes connections there.
struct AddressCheck {
  let target: Target

  func finding() -> Finding {
    let (addresses, failure) = lookup()
    guard failure == nil else {
      return Finding(
        "address", .failed, "\(target.host) has no address: \(failure ?? "")",
        fix: "make the name's A or AAAA record in the DNS, or correct publicURL in the configuration")
    }
    let start = ContinuousClock.now
    do throws(TransportError) {
      _ = try SocketConnection(host: target.host, port: target.port, timeout: Caller.seconds)
    } catch {
      return Finding(
        "address", .failed, "\(addresses.joined(separator: ", ")): \(error)",
        fix: "look whether the proxy (or the host) runs there, and whether a firewall lets port \(target.port) in")
    }
    return connected(addresses, start.duration(to: .now))
  }

  private func connected(_ addresses: [String], _ time: Duration) -> Finding {
    let seen = "\(target.host) is \(addresses.joined(separator: ", ")), port \(target.port) answers in \(time.shown)"
    guard let inner = addresses.first(where: isInner) else { return Finding("address", .ok, seen) }
    return Finding(
      "address", .noted, "\(seen); \(inner) is reached from here, not from the internet",
      fix: "make sure that the public DNS gives the IdP a public address")
  }

  private func lookup() -> (addresses: [String], failure: String?) {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(target.host, nil, &hints, &list)
    guard code == 0 else { return ([], String(cString: gai_strerror(code))) }
    defer { freeaddrinfo(list) }
    var addresses: [String] = []
    var next = list
    while let entry = next?.pointee {
      if let text = numeric(entry), !addresses.contains(text) { addresses.append(text) }
      next = entry.ai_next
    }
    return (addresses, nil)
  }

  private func numeric(_ entry: addrinfo) -> String? {
    var text = [CChar](repeating: 0, count: 128)
    let code = getnameinfo(
      entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    return code == 0 ? String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }

  /// This machine and private networks (RFC 1918, RFC 4193, RFC 6890).
  private func isInner(_ address: String) -> Bool {
    if address.contains(":") { return address == "::1" || ["fc", "fd", "fe8"].contains(where: address.hasPrefix) }
    let parts = address.split(separator: ".").compactMap { Int($0) }
    guard parts.count == 4 else { return false }
    return [10, 127].contains(parts[0]) || (parts[0], parts[1]) == (192, 168) || (parts[0], parts[1]) == (169, 254)
      || parts[0] == 172 && (16...31).contains(parts[1])
  }
}

extension Duration {
  /// `12 ms`.
  var shown: String { "\(Int((self / .milliseconds(1)).rounded(.up))) ms" }
}
