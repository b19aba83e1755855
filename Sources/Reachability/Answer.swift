internal import AdapterTesting
internal import JSON
internal import Text

/// An answer as an IdP reads it.
struct Answer {
  let status: Int
  /// `application/scim+json`, without parameters.
  let mediaType: String
  /// Where a redirect leads.
  let target: String?
  let body: JSON

  static func of(_ result: Result<ExchangeReply, TransportError>) -> Result<Answer, TransportError> {
    result.map { reply in
      let type = (reply.header("Content-Type") ?? "").prefix { $0 != ";" }
      return Answer(
        status: reply.status, mediaType: type.filter { $0 != " " }.lowercased(), target: reply.header("Location"),
        body: (try? JSON(parsing: reply.body)) ?? .null)
    }
  }

  /// Whether the body is said to be what it must be (RFC 7644 §3.1).
  var isLabelled: Bool { ["application/scim+json", "application/json"].contains(mediaType) }

  /// Whether a SCIM endpoint made it.
  var isSCIM: Bool { isLabelled && body["schemas"] != nil }

  /// The answer in one line.
  var shown: String {
    if let target, (300..<400).contains(status) { return "\(status), a redirect to \(target.printable)" }
    if let detail = body["detail"]?.string { return "\(status): \(detail.printable)" }
    if isSCIM { return "\(status), but something else than is wanted" }
    return "\(status) with \(mediaType.isEmpty ? "no media type" : mediaType.printable), which isn't SCIM"
  }
}

/// What to do about an answer that isn't the one an IdP wants.
enum Advice {
  static let connection = "look what ends the connection between here and the host: its log names each request it saw"

  static func on(_ answer: Answer, withToken: Bool) -> String {
    switch answer.status {
    case 300..<400: "no IdP follows a redirect: let publicURL be the address that it leads to"
    case 401 where withToken && answer.isSCIM:
      "the token is good, if it is this provider's: let the proxy pass the Authorization header on"
    case 401 where withToken: "something before the host asks for a log-in of its own: let /scim/v2/ pass without one"
    case 404 where answer.isSCIM && !withToken:
      "the path doesn't reach /scim/v2/: correct publicURL, or let the proxy cut off what stands before it"
    case 503 where answer.isSCIM: "`dragoman provider status` says what keeps the provider out of service"
    case 429: "wait a minute: too many requests came in before these"
    case 502...504: "the proxy doesn't reach the host: look whether it runs, and on which port (listen)"
    default:
      "something between here and the host answers in its place or changes answers: let all of /scim/v2/ pass, "
        + "headers and bodies as they are"
    }
  }
}
