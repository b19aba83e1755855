import AdapterTesting
import JSON
import Testing

/// Two providers on one host: to each, the other's resources are as if they weren't there.
@Suite("Providers are walled off", .serialized)
struct IsolationTests {
  @Test("Names, external ids and members of another provider are free here, found nowhere and joined with nothing")
  func values() async throws {
    // shows 7643-3.1-j
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
      // At once, so that a busy machine doesn't slow them down by itself.
      for _ in 0..<20 where answers[429] == nil {
        for reply in try await atOnce(60, { _ in try await host.beta.send("GET", "/Users", token: "x") }) {
          answers[reply.status, default: 0] += 1
          if reply.status == 429 { #expect((Int(reply.header("Retry-After") ?? "") ?? 0) >= 1 && reply.isSCIMError) }
        }
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
}
