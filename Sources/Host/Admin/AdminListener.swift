internal import Crypto
internal import Foundation
internal import HTTP
internal import JSON
internal import Text
internal import Tokens

/// The second port: health, readiness and metrics for everybody who reaches it, the admin API for the credential.
final class AdminListener: HTTPHandler {
  private let administration: Administration
  private let credential: String
  private let readiness: @Sendable () -> Readiness
  private let metrics: @Sendable () -> String
  private let bodyLimit = 1 << 20

  init(
    _ administration: Administration, credential: String, readiness: @escaping @Sendable () -> Readiness,
    metrics: @escaping @Sendable () -> String
  ) {
    self.administration = administration
    self.credential = credential
    self.readiness = readiness
    self.metrics = metrics
  }

  func admit(_ head: HTTPHead) -> HTTPAdmission {
    guard head.path.hasPrefix("/admin/") else { return .accept(bodyLimit: 0) }
    return isLetIn(head) ? .accept(bodyLimit: bodyLimit) : .refuse(unauthorized)
  }

  func answer(_ request: HTTPRequest) -> HTTPAnswer {
    let head = request.head
    switch (head.method, head.path) {
    case ("GET", "/healthz"), ("HEAD", "/healthz"): return .now(plain(200, "ok"))
    case ("GET", "/readyz"), ("HEAD", "/readyz"):
      let readiness = readiness()
      return .now(json(readiness.isReady ? 200 : 503, readiness.json))
    case ("GET", "/metrics"), ("HEAD", "/metrics"):
      return .now(plain(200, metrics(), type: "text/plain; version=0.0.4; charset=utf-8"))
    case ("POST", let path) where path.hasPrefix("/admin/v1/") && isLetIn(head):
      let verb = String(path.dropFirst("/admin/v1/".count))
      return .later { await self.perform(verb, request) }
    case (_, "/healthz"), (_, "/readyz"), (_, "/metrics"): return .now(wrongMethod("GET, HEAD"))
    case (_, let path) where path.hasPrefix("/admin/v1/"):
      return .now(isLetIn(head) ? wrongMethod("POST") : unauthorized)
    default: return .now(plain(404, "nothing is here"))
    }
  }

  private var unauthorized: HTTPResponse {
    var response = plain(401, "the admin API wants its credential")
    response.headers.append((name: "WWW-Authenticate", value: "Bearer"))
    return response
  }

  private func wrongMethod(_ allowed: String) -> HTTPResponse {
    var response = plain(405, "this takes \(allowed)")
    response.headers.append((name: "Allow", value: allowed))
    return response
  }

  func refusal(_ reason: HTTPRefusal, _ head: HTTPHead?) -> HTTPResponse { plain(reason.status, reason.message) }

  private func isLetIn(_ head: HTTPHead) -> Bool {
    let presented = head.headers.first("Authorization") ?? ""
    return constantTimeEqual(sha256(Array(presented.utf8)), sha256(Array("Bearer \(credential)".utf8)))
  }

  private func perform(_ verb: String, _ request: HTTPRequest) async -> HTTPResponse {
    let body = try? JSON(parsing: request.body, limits: .init(depth: 16, namesIgnoreCase: false))
    guard let arguments = body?.object else { return json(400, ["error": "the body must be a JSON object"]) }
    do {
      let actor = AuditActor(
        name: request.head.headers.first("Dragoman-Actor").map { String($0.printable.prefix(100)) } ?? "admin",
        requestID: request.head.requestID)
      return json(200, try await administration.perform(verb, arguments, by: actor))
    } catch let error as AdminError {
      var body: JSONObject = ["error": .string(error.message)]
      if let fix = error.fix { body["fix"] = .string(fix) }
      return json(422, .object(body))
    } catch {
      return json(500, ["error": .string(String(describing: error))])
    }
  }

  private func json(_ status: Int, _ body: JSON) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
      body: .bytes(body.bytes))
  }

  private func plain(_ status: Int, _ text: String, type: String = "text/plain; charset=utf-8") -> HTTPResponse {
    HTTPResponse(status: status, headers: [("Content-Type", type)], body: .bytes(Array((text + "\n").utf8)))
  }
}

/// Whether the host can do its work, and what keeps it from it.
struct Readiness: Sendable {
  var faults: [(provider: String, reason: String)]
  var storeFault: String?
  /// What the files say and isn't in force, and entries that are still to be brought under it; nil where there is none.
  var configuration: JSON?

  /// A provider out of service doesn't keep the others from being served.
  var isReady: Bool { storeFault == nil }

  var json: JSON {
    var object: JSONObject = [
      "ready": .bool(isReady), "store": .string(storeFault ?? "ok"),
      "outOfService": .array(faults.map { ["provider": .string($0.provider), "reason": .string($0.reason)] }),
    ]
    object["configuration"] = configuration
    return .object(object)
  }
}
