internal import HTTP
internal import JSON
internal import SCIM

extension HTTPResponse {
  /// A SCIM error as an answer (RFC 7644 §3.12), with the request's id for whoever reads the log.
  static func scim(_ error: SCIMError, requestID: String?) -> HTTPResponse {
    var headers: [(name: String, value: String)] = [("Content-Type", "application/scim+json; charset=utf-8")]
    if let requestID { headers.append(("Request-Id", requestID)) }
    headers.append(("Cache-Control", "no-store"))
    return HTTPResponse(status: error.status, headers: headers, body: .bytes(error.json.bytes))
  }
}

extension SCIMError {
  static let rateLimited = SCIMError(
    status: 429, detail: "too many requests: wait as long as Retry-After says")
  static let readsAlone = SCIMError(
    status: 403, detail: "this token was made for a connection test: it reads, and changes nothing")
  static let outOfService = SCIMError(
    status: 503, detail: "this provider is out of service: its adapter could not be loaded")
  static let undecodable = SCIMError(status: 404, detail: "nothing is at this path: it isn't percent-encoded UTF-8")
  static let nothingHere = SCIMError(status: 404, detail: "nothing is here: SCIM lies under /scim/v2/")
  static let wrongMediaType = SCIMError(
    status: 415, detail: "the body must be application/scim+json in UTF-8 (RFC 7644 §3.1)")
  static let internalFault = SCIMError(
    status: 500, detail: "the host failed; its log names the cause under this answer's Request-Id")
  static let adapterFailed = SCIMError(
    status: 500,
    detail: "this provider's adapter failed at the request, and nothing changed; the log names the cause under this "
      + "answer's Request-Id")
  static let adapterBusy = SCIMError(
    status: 503, detail: "this provider's adapter can't take the request now; nothing changed, ask again")
  static let busy = SCIMError(status: 503, detail: "the store can't take the change now; nothing changed")
}
