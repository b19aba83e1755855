internal import Crypto
internal import Foundation
internal import JSON
internal import SCIM

/// Makes cursors opaque and bound: to this store by its secret, to a provider and a query by what is sealed with them.
struct CursorSeal {
  private let secret: [UInt8]
  private let context: [UInt8]
  private static let macLength = 16
  private static let most = 4096

  init(secret: [UInt8], provider: String, query: String) {
    self.secret = secret
    context = Array("cursor\u{0}\(provider)\u{0}\(query)\u{0}".utf8)
  }

  /// The cursor as letters, digits, `-` and `_`, which a URL takes as they are (RFC 3986 §2.3).
  func seal(_ cursor: Cursor) -> String {
    let payload = cursor.json.bytes
    return Data(mac(payload) + payload).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  /// - Throws: `invalidCursor` for what wasn't sealed so.
  func open(_ text: String) throws(SCIMError) -> Cursor {
    guard text.utf8.count <= Self.most, let bytes = Self.decoded(text), bytes.count > Self.macLength else {
      throw .invalidCursor
    }
    let payload = Array(bytes.dropFirst(Self.macLength))
    guard constantTimeEqual(Array(bytes.prefix(Self.macLength)), mac(payload)),
      let cursor = (try? JSON(parsing: payload)).flatMap(Cursor.init)
    else { throw .invalidCursor }
    return cursor
  }

  private func mac(_ payload: [UInt8]) -> [UInt8] {
    Array(hmacSHA256(key: secret, message: context + payload).prefix(Self.macLength))
  }

  private static func decoded(_ text: String) -> [UInt8]? {
    let plain = text.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
    guard let bytes = Data(base64Encoded: plain + padding) else { return nil }
    // One cursor has one spelling: the bits that no byte takes are zero.
    guard bytes.base64EncodedString() == plain + padding, !text.utf8.contains(UInt8(ascii: "=")) else { return nil }
    return Array(bytes)
  }
}
