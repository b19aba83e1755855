/// The addresses and networks whose `X-Forwarded-For` is believed.
struct TrustedProxies: Sendable {
  private struct Network: Sendable {
    let address: [UInt8]
    let bits: Int

    func contains(_ other: [UInt8]) -> Bool {
      guard other.count == address.count else { return false }
      return zip(address, other).enumerated().allSatisfy { index, pair in
        let kept = max(0, min(8, bits - index * 8))
        return (pair.0 ^ pair.1) >> UInt8(8 - kept) == 0 || kept == 0
      }
    }
  }

  private let networks: [Network]

  /// Reads addresses (`192.0.2.1`, `::1`) and networks (`10.0.0.0/8`).
  init(_ texts: [String]) throws(HTTPServerError) {
    var networks: [Network] = []
    for text in texts {
      guard let network = Self.network(text) else { throw .trustedProxy(text) }
      networks.append(network)
    }
    self.networks = networks
  }

  /// Whether the address is one of them or in one of their networks.
  func contains(_ address: IPAddress) -> Bool {
    networks.contains { $0.contains(address.bytes) }
  }

  /// The client's address: the peer's, unless it is trusted; then the nearest hop of `forwarded` that isn't.
  ///
  /// What stands left of the nearest untrusted hop was written by that hop and proves nothing; what isn't an address ends
  /// the search at the hop that reported it.
  func client(of peer: IPAddress, forwarded: [String]) -> IPAddress {
    var nearest = peer
    var hops = forwarded.joined(separator: ",").split(separator: ",", omittingEmptySubsequences: false)[...]
    while contains(nearest), let hop = hops.popLast() {
      guard let address = Self.hop(hop) else { break }
      nearest = address
    }
    return nearest
  }

  private static func network(_ text: String) -> Network? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = IPAddress(parts[0]) else { return nil }
    let most = address.bytes.count * 8
    guard parts.count == 2 else { return Network(address: address.bytes, bits: most) }
    guard parts[1].utf8.allSatisfy(isDigit), let bits = Int(parts[1]), bits <= most else { return nil }
    return Network(address: address.bytes, bits: bits)
  }

  /// `192.0.2.1`, `192.0.2.1:1234`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:1234`.
  private static func hop(_ text: Substring) -> IPAddress? {
    let bare = text.trimming { $0 == " " || $0 == "\t" }
    if bare.first == "[" { return IPAddress(bare.dropFirst().prefix { $0 != "]" }) }
    if let address = IPAddress(bare) { return address }
    return IPAddress(bare.prefix { $0 != ":" })
  }
}

extension Substring {
  /// Without the characters at both ends that `drops` names.
  func trimming(_ drops: (Character) -> Bool) -> Substring {
    var rest = drop(while: drops)
    while let last = rest.last, drops(last) { rest.removeLast() }
    return rest
  }
}
