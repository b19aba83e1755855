// Every keyword and status of RFC 7644 §3.12, one factory each.
extension SCIMError {
  /// 400: the filter can't be read (RFC 7644 §3.4.2.2).
  public static func invalidFilter(_ detail: String) -> SCIMError { bad(.invalidFilter, detail) }

  /// 400: more results than the service gives (RFC 7644 §3.4.2.1).
  public static func tooMany(_ detail: String) -> SCIMError { bad(.tooMany, detail) }

  /// 400: more results than the service gives (RFC 7644 §3.4.2.1).
  public static var tooMany: SCIMError { tooMany("The filter matches more resources than are returned; narrow it.") }

  /// 409: a unique value is in use (RFC 7644 §3.3).
  public static func uniqueness(_ detail: String) -> SCIMError {
    SCIMError(status: 409, scimType: .uniqueness, detail: detail)
  }

  /// 400: the attribute can't be changed so (RFC 7644 §3.5.2).
  public static func mutability(_ detail: String) -> SCIMError { bad(.mutability, detail) }

  /// 400: the message isn't built as the protocol says (RFC 7644 §3.12).
  public static func invalidSyntax(_ detail: String) -> SCIMError { bad(.invalidSyntax, detail) }

  /// 400: the path of an operation can't be read (RFC 7644 §3.5.2).
  public static func invalidPath(_ detail: String) -> SCIMError { bad(.invalidPath, detail) }

  /// 400: the path selects nothing (RFC 7644 §3.5.2).
  public static func noTarget(_ detail: String) -> SCIMError { bad(.noTarget, detail) }

  /// 400: a value is missing or doesn't fit (RFC 7644 §3.12).
  public static func invalidValue(_ detail: String) -> SCIMError { bad(.invalidValue, detail) }

  /// 400: the cursor isn't one that was handed out for this query (RFC 9865 §2.1).
  public static var invalidCursor: SCIMError {
    bad(.invalidCursor, "cursor: it isn't one of this query; begin again with an empty cursor")
  }

  /// 400: the cursor is too old (RFC 9865 §2.1).
  public static func expiredCursor(_ detail: String) -> SCIMError { bad(.expiredCursor, detail) }

  /// 400: the number of results can't be had (RFC 9865 §2.1).
  public static func invalidCount(_ detail: String) -> SCIMError { bad(.invalidCount, detail) }

  /// 400: another version of the protocol was asked for (RFC 7644 §3.13).
  public static var invalidVers: SCIMError { bad(.invalidVers, "Only version 2 of the protocol is spoken here.") }

  /// 403: the request shows sensitive data in its URI (RFC 7644 §7.5.2).
  public static var sensitive: SCIMError {
    SCIMError(
      status: 403, scimType: .sensitive, detail: "The URI would hold sensitive data; send the query to .search by POST."
    )
  }

  /// 401: no valid token (RFC 7644 §2, §3.12).
  public static var unauthorized: SCIMError {
    SCIMError(status: 401, detail: "A valid bearer token of this endpoint is required.")
  }

  /// 403: known, but not permitted (RFC 7644 §3.12).
  public static func forbidden(_ detail: String) -> SCIMError { SCIMError(status: 403, detail: detail) }

  /// 404: no such resource or endpoint (RFC 7644 §3.12).
  public static func notFound(_ detail: String) -> SCIMError { SCIMError(status: 404, detail: detail) }

  /// 405: the endpoint doesn't know this method (RFC 9110 §15.5.6).
  public static func methodNotAllowed(_ detail: String) -> SCIMError { SCIMError(status: 405, detail: detail) }

  /// 409: the change conflicts with the state of the resource (RFC 7644 §3.12).
  public static func conflict(_ detail: String) -> SCIMError { SCIMError(status: 409, detail: detail) }

  /// 412: the resource has changed since its version was read (RFC 7644 §3.14).
  public static var preconditionFailed: SCIMError {
    SCIMError(status: 412, detail: "The resource has changed since that version; read it again.")
  }

  /// 413: more than the service takes in one request (RFC 7644 §3.7.4, §3.12).
  public static func tooLarge(_ detail: String) -> SCIMError { SCIMError(status: 413, detail: detail) }

  /// 413: more than the service takes in one request (RFC 7644 §3.7.4, §3.12).
  public static var tooLarge: SCIMError { tooLarge("The request is larger than the service takes.") }

  /// 415: the body isn't SCIM or JSON (RFC 7644 §3.1, §8.1).
  public static func unsupportedMediaType(_ detail: String) -> SCIMError { SCIMError(status: 415, detail: detail) }

  /// 429: more requests than the service takes (RFC 6585 §4).
  public static func tooManyRequests(_ detail: String) -> SCIMError { SCIMError(status: 429, detail: detail) }

  /// 500: the service failed; the cause is in its log (RFC 7644 §3.12).
  public static func internalError(_ detail: String) -> SCIMError { SCIMError(status: 500, detail: detail) }

  /// 501: the service doesn't offer this (RFC 7644 §3.12).
  public static func notImplemented(_ detail: String) -> SCIMError { SCIMError(status: 501, detail: detail) }

  /// 503: for now the service can't; the answer says when to try again (RFC 9110 §15.6.4).
  public static func unavailable(_ detail: String) -> SCIMError { SCIMError(status: 503, detail: detail) }

  private static func bad(_ type: SCIMType, _ detail: String) -> SCIMError {
    SCIMError(status: 400, scimType: type, detail: detail)
  }
}
