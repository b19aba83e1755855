import AdapterTesting
import JSON
import Testing

/// Two providers on one host: to each, the other's resources are as if they weren't there.
@Suite("Providers are walled off", .serialized)
struct IsolationTests {
  @Test("Every route, verb and place for an id: a foreign id is answered as an unknown one, and nothing moves")
  func foreignIDs() async throws {
    try await EndpointHost.run { host in
      let (alpha, beta) = (host.alpha, host.beta)
      let user = try await beta.user("anna", ["externalId": "ex-anna"])
      let group = try await beta.group("Devs", [["value": .string(user)]])
      let own = try await alpha.group("Own")
      let before = try await rows(beta)
      for request in Self.requests {
        for foreign in [user, group] {
          let unknown = foreign.withAnotherEnd
          let given = try await send(request, foreign, own, alpha)
          _ = try await alpha.patch("/Groups/\(own)", [["op": "remove", "path": "members"]])
          let other = try await send(request, unknown, own, alpha)
          #expect(given.status == other.status, "\(request.method) \(request.path)")
          #expect(given.text.replacing(foreign, with: unknown) == other.text, "\(request.method) \(request.path)")
          _ = try await alpha.patch("/Groups/\(own)", [["op": "remove", "path": "members"]])
        }
      }
      #expect(try await rows(beta) == before)
      let audit = try await host.audit("beta")
      #expect(audit.map { $0["kind"]?.string } == ["user.created", "group.created", "member.added"])
    }
  }

  @Test("Names, external ids and members of another provider are free here, found nowhere and joined with nothing")
  func values() async throws {
    try await EndpointHost.run { host in
      var ids: [String] = []
      for client in [host.beta, host.alpha] {
        let user = try await client.user("anna", ["externalId": "ex-anna"])
        ids += [user, try await client.group("Devs", [["value": "ex-anna"]])]
        for filter in ["userName eq \"anna\"", "externalId eq \"ex-anna\"", "userName pr", "groups pr"] {
          #expect(try await client.search("/Users", filter).ids == [user], "\(filter)")
        }
        #expect(try await client.search("/Groups", "members eq \"ex-anna\"").ids == [ids.last ?? ""])
      }
      #expect(Set(ids).count == 4 && !ids.contains(""))
      for id in ids.prefix(2) {
        for path in ["/Users", "/Groups"] {
          #expect(try await host.alpha.search(path, "id eq \"\(id)\"").ids == [])
          #expect(try await host.alpha.search(path, "meta.location co \"\(id)\" or members eq \"\(id)\"").ids == [])
        }
      }
    }
  }

  @Test("A token opens its own provider's endpoint; elsewhere it is like any text, on every route")
  func tokens() async throws {
    try await EndpointHost.run { host in
      let user = try await host.beta.user("anna")
      for path in [
        "", "/Users", "/Users/\(user)", "/Groups", "/Schemas", "/ServiceProviderConfig", "/Nope", "/%2F", "/Bulk",
      ] {
        let foreign = try await host.beta.send("GET", path, token: host.alpha.token)
        let nonsense = try await host.beta.send("GET", path, token: "x")
        #expect(foreign.status == 401 && foreign.isSCIMError, "\(path)")
        #expect(foreign.header("WWW-Authenticate") == "Bearer" && foreign.body == nonsense.body, "\(path)")
      }
    }
  }

  @Test("Wrong tokens from an address are slowed down; a right one from the same address never is")
  func failures() async throws {
    try await EndpointHost.run { host in
      var answers: [Int: Int] = [:]
      for _ in 0..<60 {
        let reply = try await host.beta.send("GET", "/Users", token: "x")
        answers[reply.status, default: 0] += 1
        if reply.status == 429 { #expect((Int(reply.header("Retry-After") ?? "") ?? 0) >= 1 && reply.isSCIMError) }
        #expect(try await host.alpha.send("GET", "/Users").status == 200)
      }
      #expect(answers[401, default: 0] >= 20 && Set(answers.keys).isSubset(of: [401, 429]))
      #expect(answers[429, default: 0] > 0)
    }
  }

  @Test("A provider beyond its rate waits as Retry-After says; its neighbour doesn't")
  func rates() async throws {
    try await EndpointHost.run(limits: "requestsPerSecond: 1, requestBurst: 5") { host in
      var refused = 0
      for _ in 0..<20 {
        let reply = try await host.beta.send("GET", "/Users")
        guard reply.status != 200 else { continue }
        refused += 1
        #expect(reply.status == 429 && reply.isSCIMError && reply.header("Retry-After").flatMap { Int($0) } == 1)
      }
      #expect(refused > 0)
      #expect(try await host.alpha.send("GET", "/Users").status == 200)
    }
  }

  private struct Request: Sendable {
    var method: String
    var path: String
    var body: String?
  }

  /// `ID` is the id in question, `OWN` a group of the provider that asks.
  private static let requests: [Request] = [
    Request(method: "GET", path: "/Users/ID"), Request(method: "GET", path: "/Groups/ID"),
    Request(method: "HEAD", path: "/Users/ID"), Request(method: "DELETE", path: "/Users/ID"),
    Request(method: "DELETE", path: "/Groups/ID"),
    Request(method: "PUT", path: "/Users/ID", body: #"{"userName":"x"}"#),
    Request(method: "PUT", path: "/Groups/ID", body: #"{"displayName":"x"}"#),
    Request(method: "PATCH", path: "/Users/ID", body: #"{"Operations":[{"op":"remove","path":"title"}]}"#),
    Request(
      method: "PATCH", path: "/Groups/ID",
      body: #"{"Operations":[{"op":"add","path":"members","value":[{"value":"x"}]}]}"#),
    Request(method: "GET", path: "/Users?filter=id%20eq%20%22ID%22"),
    Request(method: "GET", path: "/Users?filter=groups.value%20eq%20%22ID%22"),
    Request(method: "GET", path: "/Groups?filter=members%20eq%20%22ID%22"),
    Request(method: "GET", path: "/Groups?filter=members.value%20sw%20%22ID%22"),
    Request(method: "POST", path: "/.search", body: #"{"filter":"id eq \"ID\" or meta.location co \"ID\""}"#),
    Request(
      method: "PATCH", path: "/Groups/OWN?attributes=members",
      body: #"{"Operations":[{"op":"add","path":"members","value":[{"value":"ID"}]}]}"#),
    Request(
      method: "PATCH", path: "/Groups/OWN?attributes=members",
      body: #"{"Operations":[{"op":"remove","path":"members[value eq \"ID\"]"}]}"#),
    Request(
      method: "PUT", path: "/Groups/OWN?attributes=members", body: #"{"displayName":"Own","members":[{"value":"ID"}]}"#),
  ]

  private func send(
    _ request: Request, _ id: String, _ own: String, _ client: EndpointClient
  ) async throws -> (status: Int, text: String) {
    func filled(_ text: String) -> String { text.replacing("ID", with: id).replacing("OWN", with: own) }
    let reply = try await client.send(
      request.method, filled(request.path), bytes: request.body.map { Array(filled($0).utf8) })
    return (reply.status, String(decoding: reply.body, as: UTF8.self))
  }

  private func rows(_ client: EndpointClient) async throws -> JSON {
    try await client.send("POST", "/.search", .object([:])).json
  }
}

extension String {
  /// An id of the same form that nobody has.
  fileprivate var withAnotherEnd: String { dropLast(12) + "000000000000" }
}
