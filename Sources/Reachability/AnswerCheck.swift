internal import AdapterTesting
internal import Foundation
internal import Host
internal import JSON

/// What the endpoint answers to an IdP that tests its connection; only reads are sent.
struct AnswerCheck {
  let caller: Caller
  let requests: [ConnectionRequest]
  /// `Authorization` with the token, and with one that nobody gave.
  let authorization: (right: String, wrong: String)

  func findings() -> [Finding] {
    let nobody = UUID().uuidString.lowercased()
    let strangers = [
      refusal("no token", "/Users?startIndex=1&count=1", nil, 401),
      refusal("wrong token", "/Users?startIndex=1&count=1", authorization.wrong, 401),
    ]
    guard strangers.contains(where: { $0.fix != Advice.connection }) else {
      return strangers + [Finding("the rest", .untried, "nothing is answered")]
    }
    return strangers + requests.map { request($0, unknown: nobody) } + [
      refusal("unknown", "/Users/\(nobody)", authorization.right, 404), location, latency,
    ]
  }

  /// A request that must be refused with a SCIM error of that status (RFC 7644 §3.12).
  private func refusal(_ check: String, _ path: String, _ authorization: String?, _ status: Int) -> Finding {
    judged(check, path, authorization) { reply in
      let isError = reply.body["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
      guard reply.status == status, isError, reply.isLabelled else { return nil }
      return "\(status) and a SCIM error"
    }
  }

  private func request(_ request: ConnectionRequest, unknown: String) -> Finding {
    let path = request.path(unknown: unknown)
    return judged("GET \(request.path(unknown: "…"))", path, authorization.right) { reply in
      guard reply.status == 200, reply.isLabelled else { return nil }
      let total = reply.body["totalResults"]?.integer
      let isList = reply.body["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:ListResponse"] && total != nil
      switch request.expects {
      case .document: return reply.body["schemas"] == nil ? nil : "200"
      case .list: return isList ? "200 and a list of \(total ?? 0)" : nil
      case .empty: return isList && total == 0 ? "200 and an empty list" : nil
      }
    }
  }

  /// `meta.location` begins with the URL that is typed into the IdP.
  private var location: Finding {
    let check = "Location"
    switch Answer.of(caller.get("/ServiceProviderConfig", authorization: authorization.right)) {
    case .failure(let error): return Finding(check, .failed, error.description, fix: Advice.connection)
    case .success(let reply):
      guard reply.status == 200, let shown = reply.body["meta"]?["location"]?.string else {
        return Finding(check, .untried, "the endpoint doesn't say where it is: \(reply.shown)")
      }
      let base = caller.target.text
      guard shown != base + "/ServiceProviderConfig" else { return Finding(check, .ok, "begins with \(base)") }
      return Finding(
        check, .failed, "says \(shown), and the IdP was told \(base)",
        fix:
          "let publicURL in the configuration be what the IdP is told, and restart the host; no proxy may edit bodies")
    }
  }

  private var latency: Finding {
    var times: [Duration] = []
    for _ in 0..<5 {
      let start = ContinuousClock.now
      guard case .success = caller.get("/ServiceProviderConfig", authorization: authorization.right) else { continue }
      times.append(start.duration(to: .now))
    }
    guard let least = times.min() else { return Finding("latency", .untried, "no request was answered") }
    let middle = times.sorted()[times.count / 2]
    let seen = "\(least.shown) at best, \(middle.shown) in the middle of \(times.count), connection and all"
    guard middle > .seconds(2) else { return Finding("latency", .ok, seen) }
    return Finding("latency", .noted, seen, fix: "look what is slow between here and the host: the first cycle is long")
  }

  private func judged(
    _ check: String, _ path: String, _ authorization: String?, _ read: (Answer) -> String?
  ) -> Finding {
    switch Answer.of(caller.get(path, authorization: authorization)) {
    case .failure(let error): return Finding(check, .failed, error.description, fix: Advice.connection)
    case .success(let reply):
      if let seen = read(reply) { return Finding(check, .ok, seen) }
      return Finding(
        check, .failed, reply.shown, fix: Advice.on(reply, withToken: authorization == self.authorization.right))
    }
  }
}
