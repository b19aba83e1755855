import JSON
import Testing

@testable import Provisioning

/// T40–T43, made from the route table: a world where another provider has what a request names, and one where nobody has
/// it, answer that request with the same bytes, times and new ids apart.
@Suite("Matrix of isolation", .serialized)
struct IsolationMatrixTests {
  private static let verbs = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
  private static let providers = [
    TestProvider(name: "owner"), TestProvider(name: "asker"),
    TestProvider(name: "strict", knobs: ["unknownMember": "reject", "groupNames": "unique"]),
  ]

  @Test("The matrix names every route of the table, and a place for a reference wherever a verb takes a body")
  func complete() {
    #expect(Set(IsolationReferences.bodies.keys) == Set(RoutePattern.all.map(\.path)))
    for pattern in RoutePattern.all {
      for verb in pattern.methods where ["POST", "PUT", "PATCH"].contains(verb) {
        let bodies = IsolationReferences.bodies[pattern.path]?[verb] ?? []
        #expect(bodies.contains { $0.contains("REF") }, "\(verb) \(pattern.path)")
      }
    }
  }

  @Test("Every route, verb and place for a reference: another provider's is answered as one that nobody has")
  func matrix() async throws {
    try await TestHost.run(Self.providers) { full in
      try await TestHost.run(Self.providers) { empty in
        let owned = try await IsolationOwner(full)
        for asker in ["asker", "strict"] {
          var pair = try await IsolationPair(asker, full, empty)
          for pattern in RoutePattern.all {
            for request in requests(pattern) where asker == "asker" || request.body != nil {
              for reference in request.hasReference ? owned.references : ["none"] {
                try await pair.compare(request, reference)
              }
            }
          }
          #expect(try await changes(asker, full) == changes(asker, empty))
          #expect(pair.compared > 300 && pair.statuses.isSuperset(of: [200, 201, 400, 404, 405, 409]))
        }
        #expect(try await owned.isUntouched())
      }
    }
  }

  @Test("Another provider's token opens no route, whatever the verb")
  func tokens() async throws {
    try await TestHost.run(Self.providers) { host in
      let (owner, asker) = (try await host.client("owner"), try await host.client("asker"))
      _ = try await owner.create("anna")
      for pattern in RoutePattern.all {
        for verb in Self.verbs {
          for token in [asker.token, "", "x"] {
            let header = [(name: "Authorization", value: "Bearer \(token)")]
            let reply = try await owner.send(verb, pattern.path.replacing("/…", with: ""), nil, headers: header)
            // Whoever tries this often is slowed down.
            #expect([401, 429].contains(reply.status), "\(verb) \(pattern.path) is \(reply.status)")
          }
        }
      }
    }
  }

  /// What a provider's trail tells; refusals are written apart, and several as one.
  private func changes(_ provider: String, _ host: TestHost) async throws -> [String] {
    try await host.audit(provider).filter { $0["kind"] != "request.refused" }.map {
      "\($0["kind"] ?? .null) \($0["resourceType"] ?? .null)"
    }
  }

  private func requests(_ pattern: RoutePattern) -> [IsolationRequest] {
    let named = pattern.path.replacing("{id}", with: "REF").replacing("…", with: "REF")
    let bodies = IsolationReferences.bodies[pattern.path] ?? [:]
    let conditions: [[(name: String, value: String)]] = [
      [], [("If-Match", "*")], [("If-Match", "W/\"1\"")], [("If-None-Match", "*")],
    ]
    var all: [IsolationRequest] = []
    for verb in Self.verbs {
      let texts: [String?] = ["POST", "PUT", "PATCH"].contains(verb) ? bodies[verb] ?? ["{}"] : [nil]
      for text in texts { all.append(IsolationRequest(method: verb, path: named, body: text)) }
      guard pattern.path.hasSuffix("{id}") else { continue }
      all += conditions.dropFirst().map {
        IsolationRequest(method: verb, path: named, body: texts.first ?? nil, headers: $0)
      }
      let own = pattern.path.replacing("{id}", with: "OWN")
      all += (bodies[verb] ?? []).map { IsolationRequest(method: verb, path: own, body: $0) }
    }
    let filters = IsolationReferences.filters(pattern.path)
    all += filters.map { IsolationRequest(method: "GET", path: named, filter: $0) }
    return all
  }
}

extension RoutePattern {
  /// The verbs that mean something there.
  fileprivate var methods: [String] {
    let segments = path.split(separator: "/").filter { $0 != "…" }.map { $0 == "{id}" ? "x" : String($0) }
    return route(segments)?.methods ?? []
  }
}

/// One request with places for references.
struct IsolationRequest {
  var method: String
  var path: String
  var filter: String?
  var body: String?
  var headers: [(name: String, value: String)] = []

  var hasReference: Bool { (path + (filter ?? "") + (body ?? "")).contains("REF") }
}
