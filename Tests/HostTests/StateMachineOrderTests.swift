import AdapterTesting
import Foundation
import JSON
import Testing

@Suite("A story in any order ends the same", .serialized)
struct StateMachineOrderTests {
  private static let orders =
    ProcessInfo.processInfo.environment["DRAGOMAN_MACHINE_ORDERS"].flatMap { Int($0) } ?? 30

  /// One thing that an IdP wants done, and does again in its next round until it is.
  private struct Deed: Sendable {
    var name: String
    /// What it asks for; nil while what it is about can't be found.
    var request: @Sendable (TestClient) async throws -> (method: String, path: String, body: JSON?)?
  }

  /// In the order in which it happened: managers, members and groups refer to who comes later when it is shuffled.
  private static let story: [Deed] = [
    create("cleo", manager: "e-ada"), create("ben", manager: "e-cleo"), create("ada", manager: "e-ben"),
    create("dan"),
    createGroup("Staff", members: ["e-ada", "e-dan"]), createGroup("Inner", members: ["e-cleo"]),
    createGroup("Gone", members: ["e-ben"]),
    patch("Users", "ada", [replacing("title", "Countess")]),
    patch("Users", "cleo", [replacing("active", false)]),
    patch("Users", "ben", [replacing("userName", "ben.king")]),
    add("ben", to: "Staff"), addID(of: ("Users", "cleo"), to: "Staff"), addID(of: ("Groups", "Inner"), to: "Staff"),
    delete("Users", "dan"), delete("Groups", "Gone"),
  ]

  @Test("members before users, managers before managers, groups before members, deletions before what they delete")
  func orders() async throws {
    try await TestHost.run([TestProvider(yaml: "settings: { userName: { onChange: follow } }")]) { host in
      let idp = try await host.client()
      try await Self.tell(Self.story, idp)
      let told = try await Self.picture(host)
      let written = try await Self.written(idp)
      #expect(told["users"]?.array?.count == 3 && told["groups"]?.array?.count == 2)
      try await Self.clear(idp, host)
      let first = StateMachineRun.seed
      for seed in first..<first + UInt64(Self.orders) {
        var dice = StateMachineDice(seed: seed)
        let shuffled = Self.story.shuffled(using: &dice)
        try await Self.tell(shuffled, idp)
        let order: Comment = "DRAGOMAN_MACHINE_SEED=\(seed): \(shuffled.map(\.name))"
        try #require(try await Self.picture(host) == told, order)
        try #require(try await Self.written(idp) == written, order)
        try await Self.clear(idp, host)
      }
      #expect(try await host.perform("audit.verify")["faults"] == [])
    }
  }

  /// Round after round until all is done; every answer is one that an IdP can act on.
  private static func tell(_ story: [Deed], _ idp: TestClient) async throws {
    var left = story
    for _ in 0..<story.count where !left.isEmpty {
      var later: [Deed] = []
      for deed in left {
        guard let request = try await deed.request(idp) else {
          later.append(deed)
          continue
        }
        let reply = try await idp.send(request.method, request.path, request.body)
        try #require((200..<300).contains(reply.status) || reply.status == 409, "\(deed.name): \(reply)")
      }
      left = later
    }
    try #require(left.isEmpty, "\(left.map(\.name))")
  }

  private static func picture(_ host: TestHost) async throws -> JSON {
    DirectoryPicture(users: try await host.users(), groups: try await host.groups()).json
  }

  /// What the IdP reads back: names, titles and how many members, the one who was deleted left out.
  private static func written(_ idp: TestClient) async throws -> [String] {
    let users = try await idp.read("/Users")["Resources"]?.array ?? []
    let groups = try await idp.read("/Groups")["Resources"]?.array ?? []
    let names = users.map { user in
      let groups = (user["groups"]?.array ?? []).compactMap { $0["display"]?.string }.sorted()
      return "\(user["userName"] ?? .null) \(user["title"] ?? .null) \(user["active"] ?? .null) \(groups)"
    }
    let teams = groups.map { group in
      let members = (group["members"]?.array ?? []).filter { $0["value"] != "e-dan" }
      return "\(group["displayName"] ?? .null) \(members.count)"
    }
    return (names + teams).sorted()
  }

  /// Deletes all there is, and then nothing is left.
  private static func clear(_ idp: TestClient, _ host: TestHost) async throws {
    for path in ["/Users", "/Groups"] {
      for resource in try await idp.read(path)["Resources"]?.array ?? [] {
        try await idp.send("DELETE", "\(path)/\(resource["id"]?.string ?? "")")
      }
    }
    let left = try await host.users() + host.groups()
    try #require(left == [])
  }

  private static func find(_ path: String, _ name: String, _ idp: TestClient) async throws -> String? {
    let attribute = path == "Users" ? "externalId" : "displayName"
    let value = path == "Users" ? "e-\(name)" : name
    let found = try await idp.read(filtered("/\(path)", "\(attribute) eq \"\(value)\""))
    return found["Resources"]?.array?.first?["id"]?.string
  }

  private static func create(_ name: String, manager: String? = nil) -> Deed {
    Deed(name: "create \(name)") { _ in
      var more: JSONObject = ["externalId": .string("e-\(name)")]
      if let manager { more[User.enterprise] = ["manager": ["value": .string(manager)]] }
      return ("POST", "/Users", User.of(name, more))
    }
  }

  private static func createGroup(_ name: String, members: [String]) -> Deed {
    Deed(name: "create \(name)") { _ in ("POST", "/Groups", Group.of(name, members: members)) }
  }

  private static func patch(
    _ path: String, _ name: String, _ operations: [JSON]
  ) -> Deed {
    Deed(name: "change \(name)") { idp in
      try await find(path, name, idp).map { ("PATCH", "/\(path)/\($0)", TestClient.operations(operations)) }
    }
  }

  private static func add(_ name: String, to group: String) -> Deed {
    Deed(name: "add \(name) to \(group)") { idp in
      try await find("Groups", group, idp).map { adding("e-\(name)", to: $0) }
    }
  }

  private static func addID(of member: (path: String, name: String), to group: String) -> Deed {
    Deed(name: "add the id of \(member.name) to \(group)") { idp in
      guard let id = try await find(member.path, member.name, idp), let group = try await find("Groups", group, idp)
      else { return nil }
      return adding(id, to: group)
    }
  }

  private static func adding(_ value: String, to group: String) -> (String, String, JSON?) {
    let add: JSON = ["op": "add", "path": "members", "value": [["value": .string(value)]]]
    return ("PATCH", "/Groups/\(group)", TestClient.operations([add]))
  }

  private static func delete(_ path: String, _ name: String) -> Deed {
    Deed(name: "delete \(name)") { idp in
      try await find(path, name, idp).map { ("DELETE", "/\(path)/\($0)", JSON?.none) }
    }
  }
}
