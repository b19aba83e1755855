internal import HTTP
internal import JSON
internal import SCIM

/// 415 when a body is announced in another media type than `application/scim+json` or `application/json` (RFC 7644 §3.1),
/// or in another character set than UTF-8.
func mediaTypeError(_ head: HTTPHead) -> SCIMError? {
  guard ["POST", "PUT", "PATCH"].contains(head.method) else { return nil }
  guard let field = head.headers.first("Content-Type") else { return .wrongMediaType }
  if usual.contains(where: { equalIgnoringASCIICase($0, field) }) { return nil }
  let parts = field.lowercased().split(separator: ";").map { $0.trimming { $0 == " " || $0 == "\t" } }
  guard let type = parts.first, type == "application/scim+json" || type == "application/json" else {
    return .wrongMediaType
  }
  let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst(8).trimming { $0 == "\"" }
  return charset.map { $0 == "utf-8" || $0 == "utf8" } ?? true ? nil : .wrongMediaType
}

/// What nearly every client sends, told without taking it apart.
private let usual = [
  "application/scim+json; charset=utf-8", "application/scim+json", "application/json; charset=utf-8",
  "application/json",
]

extension StringProtocol {
  /// The text without the characters of `unwanted` at both ends.
  func trimming(_ unwanted: (Character) -> Bool) -> String {
    let head = drop(while: unwanted)
    return String(head.reversed().drop(while: unwanted).reversed())
  }
}
