internal import AdapterKit
internal import Foundation
internal import HTTP
internal import JSON

/// The token that a request presents, by the scheme its adapter names (K-02); nil when there is none or more than one.
func presentedToken(in headers: HTTPHeaders, scheme: AuthScheme) -> String? {
  let fields = headers.all("Authorization")
  guard fields.count == 1, let field = fields.first, field.utf8.count <= 1024 else { return nil }
  switch scheme {
  case .bearer: return credentials("bearer", in: field)
  case .rawHeader: return credentials("bearer", in: field) ?? field
  case .basic: return credentials("basic", in: field).flatMap(password) ?? credentials("bearer", in: field)
  }
}

private func credentials(_ scheme: String, in field: String) -> String? {
  let blank = UInt8(ascii: " ")
  guard let end = field.utf8.firstIndex(of: blank), equalIgnoringASCIICase(String(field[..<end]), scheme) else {
    return nil
  }
  let rest = field[field.utf8.index(after: end)...]
  return rest.utf8.contains(blank) ? nil : String(rest)
}

/// The password of `base64(user:password)` (RFC 7617 §2): any user, the token as password.
private func password(_ encoded: String) -> String? {
  guard let data = Data(base64Encoded: encoded), let text = String(validating: data, as: UTF8.self),
    let colon = text.firstIndex(of: ":")
  else { return nil }
  return String(text[text.index(after: colon)...])
}
