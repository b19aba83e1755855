import CMicroHTTPD
import Foundation

/// An IPv4 or IPv6 address; an IPv4 address mapped into IPv6 is the IPv4 address (RFC 4291 §2.5.5.2).
struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// 4 or 16 bytes in network order.
  let bytes: [UInt8]

  /// Reads the text form; nil for anything else.
  init?(_ text: some StringProtocol) {
    guard let bytes = IPAddress.read(String(text), AF_INET, 4) ?? IPAddress.read(String(text), AF_INET6, 16)
    else { return nil }
    self.bytes = IPAddress.unmapped(bytes)
  }

  /// Takes the address out of what `accept` says of the peer; nil for other families.
  init?(_ storage: sockaddr_storage) {
    let found = withUnsafeBytes(of: storage) { raw -> [UInt8]? in
      switch Int32(storage.ss_family) {
      case AF_INET: Array(raw[4..<8])
      case AF_INET6: Array(raw[8..<24])
      default: nil
      }
    }
    guard let found else { return nil }
    bytes = IPAddress.unmapped(found)
  }

  var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count)) != nil else {
      return ""
    }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func read(_ text: String, _ family: Int32, _ size: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: size)
    return !text.utf8.contains(0) && inet_pton(family, text, &bytes) == 1 ? bytes : nil
  }

  private static func unmapped(_ bytes: [UInt8]) -> [UInt8] {
    let prefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    return bytes.count == 16 && bytes.starts(with: prefix) ? Array(bytes[12...]) : bytes
  }
}
