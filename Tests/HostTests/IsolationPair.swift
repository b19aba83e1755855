import AdapterTesting
import JSON
import Testing

/// Everything of a provider that another might name: ids of resources and of directory entries, external ids and names.
struct IsolationOwner {
  let references: [String]
  private let host: TestHost
  private let client: TestClient
  private let rows: JSON
  private let entries: [JSON]

  init(_ host: TestHost) async throws {
    self.host = host
    client = try await host.client("owner")
    let user = try await client.create("anna@example.org", ["externalId": "ex-anna"])
    let group = try await client.createGroup("Devs", members: [user])
    let directory = try await host.users() + host.groups()
    references = [user, group, "ex-anna", "anna@example.org", "Devs"] + directory.compactMap { $0["id"]?.string }
    rows = try await client.send("POST", "/.search", .object([:])).body
    entries = directory
  }

  /// Whether the provider's resources, entries and trail are as they were.
  func isUntouched() async throws -> Bool {
    let now = try await host.users() + host.groups()
    let kinds = try await host.audit("owner").map { $0["kind"]?.string }
    return try await client.send("POST", "/.search", .object([:])).body == rows
      && entries.allSatisfy { entry in now.contains { $0["id"] == entry["id"] && $0["members"] == entry["members"] } }
      && kinds == ["user.created", "group.created", "member.added"]
  }
}

/// The same provider in two worlds that differ in what another provider has.
struct IsolationPair {
  private let worlds: [(client: TestClient, user: String, group: String)]
  private(set) var compared = 0
  private(set) var statuses: Set<Int> = []

  init(_ provider: String, _ first: TestHost, _ second: TestHost) async throws {
    var worlds: [(client: TestClient, user: String, group: String)] = []
    for host in [first, second] {
      let client = try await host.client(provider)
      let user = try await client.create("own", ["emails": [["value": "own@a.example", "type": "work"]]])
      worlds.append((client, user, try await client.createGroup("Own", members: [user])))
    }
    self.worlds = worlds
  }

  /// Sends the request in both worlds and compares the answers.
  mutating func compare(_ request: IsolationRequest, _ reference: String) async throws {
    compared += 1
    var answers: [String] = []
    for world in worlds {
      let own = request.path.hasPrefix("/Groups") ? world.group : world.user
      func filled(_ text: String) -> String {
        text.replacing("REF", with: reference).replacing("OWN", with: own).replacing("NAME", with: "n\(compared)")
      }
      let query = request.filter.map { "?filter=\(filled($0).percentEncoded)" } ?? ""
      let headers =
        [(name: "Authorization", value: "Bearer \(world.client.token)")] + request.headers
        + (request.body == nil ? [] : [(name: "Content-Type", value: "application/scim+json")])
      let reply = try await world.client.transport.send(
        request.method, filled(request.path).replacing(" ", with: "%20") + query, headers: headers,
        body: request.body.map { Array(filled($0).utf8) })
      statuses.insert(reply.status)
      answers.append(plain(reply, world.client.base, reference))
    }
    #expect(answers[0] == answers[1], "\(request.method) \(request.path) \(request.filter ?? "") \(request.body ?? "")")
  }

  /// An answer without its times, its new ids and the host's address.
  private func plain(_ reply: ExchangeReply, _ base: String, _ reference: String) -> String {
    let headers = reply.headers.filter { !["Date", "Request-Id"].contains($0.name) }.map { "\($0.name): \($0.value)" }
    let text =
      ([String(reply.status)] + headers).joined(separator: "\n") + "\n" + String(decoding: reply.body, as: UTF8.self)
    let marked = text.replacing(reference, with: "REFERENCE").replacing(base, with: "BASE")
    return marked.replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "ID")
      .replacing(/\d{4}-\d\d-\d\dT[0-9:.]+Z/, with: "TIME")
  }
}
