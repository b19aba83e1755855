public import JSON

/// A request with placeholders in its path, headers and body.
public struct ExchangeRequest: Sendable {
  /// What is sent as content.
  public enum Body: Sendable {
    /// A JSON value.
    case json(JSON)
    /// A text as it is, JSON or not.
    case text(String)
  }

  /// The method, in capitals.
  public var method: String
  /// Path and query as they are sent, relative to the endpoint: `/Users?filter=…`, encoded well or badly.
  public var path: String
  /// Headers over those that are sent by themselves; one without a value is left out.
  public var headers: [(name: String, value: String?)]
  /// The content, if there is any.
  public var body: Body?
  /// A merge patch (RFC 7396) of the body, for what an IdP fetches, edits and puts back (K-11).
  public var edit: JSON?
}

/// A request whose placeholders are filled.
struct FilledRequest: Sendable {
  var method: String
  var path: String
  var headers: [(name: String, value: String)]
  var body: [UInt8]?
}

extension ExchangeRequest {
  /// The request as it goes out: with a bearer token, and with the media type of E-07 and K-03 when it has content.
  func filled(by placeholders: Placeholders) throws(MissingPlaceholder) -> FilledRequest {
    let body = try content(placeholders)
    var filled = FilledRequest(method: method, path: try placeholders.fill(path), headers: [], body: body)
    for (name, value) in headers {
      if let value { filled.headers.append((name, try placeholders.fill(value))) }
    }
    if !names("Authorization") { filled.headers.append(("Authorization", try placeholders.fill("Bearer {{token}}"))) }
    if body != nil, !names("Content-Type") {
      filled.headers.append(("Content-Type", "application/scim+json; charset=utf-8"))
    }
    return filled
  }

  private func names(_ header: String) -> Bool {
    headers.contains { equalIgnoringASCIICase($0.name, header) }
  }

  private func content(_ placeholders: Placeholders) throws(MissingPlaceholder) -> [UInt8]? {
    switch body {
    case nil: return nil
    case .text(let text): return Array(try placeholders.fill(text).utf8)
    case .json(let value):
      let value = try placeholders.fill(value)
      guard let edit else { return value.bytes }
      return merged(value, with: try placeholders.fill(edit)).bytes
    }
  }
}
