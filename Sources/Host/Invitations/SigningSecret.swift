internal import Crypto
internal import Foundation

/// The secret that signs what is posted, as Standard Webhooks has it: `whsec_` and 24 to 64 bytes in Base64.
struct SigningSecret {
  private let key: [UInt8]

  init?(_ text: String) {
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard line.hasPrefix("whsec_"), let data = Data(base64Encoded: String(line.dropFirst("whsec_".count))),
      (24...64).contains(data.count)
    else { return nil }
    key = Array(data)
  }

  /// Reads it from its file.
  static func read(_ path: String) -> SigningSecret? {
    FileManager.default.contents(atPath: path).flatMap {
      SigningSecret(String(decoding: $0.prefix(4096), as: UTF8.self))
    }
  }

  /// `v1,` and the HMAC-SHA-256 of id, time and body in Base64.
  func signature(id: String, timestamp: String, body: [UInt8]) -> String {
    let message = Array("\(id).\(timestamp).".utf8) + body
    return "v1," + Data(hmacSHA256(key: key, message: message)).base64EncodedString()
  }

  /// Why a file can't be used for a secret, and how to make one that can.
  static func problem(of path: ConfigurationPath) -> (message: String, fix: String)? {
    let make = "(umask 077; printf 'whsec_%s\\n' \"$(openssl rand -base64 32)\" > \(path.shown))"
    if let reason = path.kind.whyNotFile { return ("'\(path.shown)' can't be read: \(reason)", make) }
    guard read(path.path) != nil else { return ("'\(path.shown)' holds no secret that begins with whsec_", make) }
    var status = stat()
    guard stat(path.path, &status) == 0, status.st_mode & 0o077 != 0 else { return nil }
    return ("others may read the secret '\(path.shown)'", "chmod 600 \(path.shown)")
  }
}
