internal import CGnuTLS
internal import Foundation
internal import Text

/// What a certificate says (RFC 5280), as far as people ask.
struct Certificate: Hashable {
  /// Whom it is for: DNS names and addresses.
  var names: [String] = []
  var subject: String
  var issuer: String
  var begins: Timestamp
  var ends: Timestamp
  /// Whether it is for the host that was asked (RFC 9525).
  var isForHost: Bool

  /// Reads DER; nil when it can't be read.
  init?(_ data: gnutls_datum_t, host: String) {
    var made: gnutls_x509_crt_t?
    guard gnutls_x509_crt_init(&made) == 0, let certificate = made else { return nil }
    defer { gnutls_x509_crt_deinit(certificate) }
    var data = data
    guard gnutls_x509_crt_import(certificate, &data, GNUTLS_X509_FMT_DER) == 0 else { return nil }
    subject = Self.text { gnutls_x509_crt_get_dn(certificate, $0, $1) }
    issuer = Self.text { gnutls_x509_crt_get_issuer_dn(certificate, $0, $1) }
    begins = Timestamp(milliseconds: Int64(gnutls_x509_crt_get_activation_time(certificate)) * 1000)
    ends = Timestamp(milliseconds: Int64(gnutls_x509_crt_get_expiration_time(certificate)) * 1000)
    isForHost = gnutls_x509_crt_check_hostname(certificate, host) != 0
    names = Self.names(certificate)
  }

  /// Whether it says of itself who signed it.
  var isSelfIssued: Bool { subject == issuer }

  /// `Let's Encrypt R3`: the common name, or all of the name without one.
  static func shown(_ name: String) -> String {
    let common = name.split(separator: ",").first { $0.hasPrefix("CN=") }
    return common.map { String($0.dropFirst(3)) } ?? (name.isEmpty ? "nobody" : name)
  }

  private static func text(_ read: (UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<Int>?) -> Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 1024)
    var size = buffer.count
    guard read(&buffer, &size) == 0 else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func names(_ certificate: gnutls_x509_crt_t) -> [String] {
    var names: [String] = []
    for index in 0..<UInt32(100) {
      var buffer = [UInt8](repeating: 0, count: 512)
      var size = buffer.count
      let kind = gnutls_x509_crt_get_subject_alt_name(certificate, index, &buffer, &size, nil)
      guard kind >= 0 else { break }
      let bytes = Array(buffer.prefix(size).prefix { kind == Int32(GNUTLS_SAN_IPADDRESS.rawValue) || $0 != 0 })
      switch kind {
      case Int32(GNUTLS_SAN_DNSNAME.rawValue): names.append(String(decoding: bytes, as: UTF8.self))
      case Int32(GNUTLS_SAN_IPADDRESS.rawValue): names.append(address(bytes))
      default: continue
      }
    }
    return names
  }

  private static func address(_ bytes: [UInt8]) -> String {
    var text = [CChar](repeating: 0, count: 64)
    guard inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count)) != nil else {
      return ""
    }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
