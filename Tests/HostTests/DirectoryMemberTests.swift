import Foundation
import JSON
import SQL
import Store
import Synchronization
import Testing

@Suite("Groups: members and memberships", .serialized)
struct DirectoryMemberTests {
  private static func members(_ group: JSON) -> [String] {
    group["members"]?.array?.compactMap { $0["value"]?.string } ?? []
  }

  /// The directory ids of a directory group's members; those that are pending by their value.
  private static func directoryMembers(_ group: JSON) -> [String] {
    group["members"]?.array?.compactMap { ($0["id"] ?? $0["value"])?.string } ?? []
  }

  private static func adding(_ values: String...) -> JSON {
    ["op": "add", "path": "members", "value": .array(values.map { ["value": .string($0)] })]
  }

  @Test("Members by id and by externalId are the same directory users; a user's groups are filled")
  func byBoth() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let ada = try await idp.create("ada@example.org")
      let bob = try await idp.create("bob@example.org", ["externalId": "e-bob"])
      let group = try await idp.createGroup("Staff", members: [ada, "e-bob"])
      #expect(Self.members(try await idp.read("/Groups/\(group)")) == [ada, "e-bob"], "as they were written")
      let ids = [try await host.user(ada)["id"]?.string, try await host.user(bob)["id"]?.string]
      let directory = try #require(try await host.groups().first)
      #expect(Self.directoryMembers(directory) == ids)
      for user in [ada, bob] {
        let groups = try await idp.read("/Users/\(user)")["groups"]?.array
        #expect(groups?.map { $0["value"]?.string } == [group])
        #expect(groups?.first?["display"] == "Staff")
        #expect(groups?.first?["$ref"]?.string == "\(idp.base)/Groups/\(group)")
      }
    }
  }

  @Test("An unknown member is kept verbatim, echoed, and counts as soon as a user has it as externalId")
  func unknown() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let group = try await idp.createGroup("Staff", members: ["E-Later"])
      #expect(Self.members(try await idp.read("/Groups/\(group)")) == ["E-Later"])
      #expect(try await host.groups().first?["members"] == [["value": "E-Later", "pending": true]])
      let added = try await host.audit().last { $0["kind"] == "member.added" }
      #expect(added?["directory"]?["effect"] == "pending")
      let other = try await idp.create("other@example.org", ["externalId": "e-later"])
      #expect(try await idp.read("/Users/\(other)")["groups"] == nil, "externalId is compared exactly")
      let ada = try await idp.create("ada@example.org", ["externalId": "E-Later"])
      #expect(
        Self.directoryMembers(try #require(try await host.groups().first)) == [
          try await host.user(ada)["id"]?.string
        ])
      #expect(Self.members(try await idp.read("/Groups/\(group)")) == ["E-Later"], "still as it was written")
      #expect(try await idp.read("/Users/\(ada)")["groups"]?.array?.count == 1)
    }
  }

  @Test("What an unknown member means is the adapter's choice", arguments: ["park", "skip", "reject"])
  func knob(_ choice: String) async throws {
    try await TestHost.run([TestProvider(knobs: ["unknownMember": choice])]) { host in
      let idp = try await host.client()
      let ada = try await idp.create("ada@example.org")
      let reply = try await idp.send("POST", "/Groups", Group.of("Staff", members: [ada, "nobody"]))
      #expect(reply.status == (choice == "reject" ? 400 : 201))
      let found = try await idp.read("/Groups")["Resources"]?.array ?? []
      #expect(found.map(Self.members) == (choice == "reject" ? [] : [choice == "park" ? [ada, "nobody"] : [ada]]))
    }
  }

  @Test("A nested group is a reference and is never expanded")
  func nested() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let ada = try await idp.create("ada@example.org")
      let inner = try await idp.createGroup("Inner", members: [ada])
      let outer = try await idp.createGroup("Outer", members: [inner])
      #expect(Self.members(try await idp.read("/Groups/\(outer)")) == [inner])
      let groups = try await host.groups()
      let member = groups.first { $0["displayName"] == "Outer" }?["members"]?.array
      #expect(member?.count == 1)
      #expect(member?.first?["kind"] == "group")
      #expect(member?.first?["id"] == groups.first { $0["displayName"] == "Inner" }?["id"])
      let direct = try await idp.read("/Users/\(ada)")["groups"]?.array
      #expect(direct?.map { $0["value"]?.string } == [inner])
      try await idp.patch("/Groups/\(inner)", Self.adding(outer))
      #expect(try await idp.read("/Groups/\(inner)")["members"]?.array?.count == 2, "a circle harms nobody")
    }
  }

  @Test("A deleted user leaves its groups, however they name it, and the audit trail says so")
  func deletedUserLeaves() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let ada = try await idp.create("ada@example.org", ["externalId": "e-ada"])
      let first = try await idp.createGroup("First", members: [ada, "later"])
      let second = try await idp.createGroup("Second", members: ["e-ada"])
      try await idp.send("DELETE", "/Users/\(ada)")
      #expect(Self.members(try await idp.read("/Groups/\(first)")) == ["later"])
      #expect(Self.members(try await idp.read("/Groups/\(second)")) == [])
      let removed = try await host.audit().filter { $0["kind"] == "member.removed" }
      #expect(Set(removed.compactMap { $0["resourceID"]?.string }) == [first, second])
      #expect(removed.allSatisfy { $0["provider"] == "acme" })
    }
  }

  @Test("An inactive user keeps its memberships")
  func inactive() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let ada = try await idp.create("ada@example.org")
      let group = try await idp.createGroup("Staff", members: [ada])
      try await idp.patch("/Users/\(ada)", replacing("active", false))
      #expect(Self.members(try await idp.read("/Groups/\(group)")) == [ada])
      #expect(try await host.groups().first?["members"]?.array?.count == 1)
      #expect(try await host.audit().allSatisfy { $0["kind"] != "member.removed" })
    }
  }

  @Test("One provider's group never holds another's user, though it names its id")
  func walls() async throws {
    try await TestHost.run([TestProvider(), TestProvider(name: "other")]) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      let ada = try await other.create("ada@example.org", ["externalId": "e-ada"])
      _ = try await idp.createGroup("Staff", members: [ada, "e-ada"])
      let members = try await host.groups().first?["members"]?.array
      #expect(members?.allSatisfy { $0["pending"] == true } ?? false)
      #expect(try await other.read("/Users/\(ada)")["groups"] == nil)
    }
  }

  @Test("memberEcho says when an answer lists members", arguments: ["none", "param", "full"])
  func echo(_ choice: String) async throws {
    try await TestHost.run([TestProvider(knobs: ["memberEcho": choice, "groupPatchReply": "200"])]) { host in
      let idp = try await host.client()
      let ada = try await idp.create("ada@example.org")
      let made = try await idp.send("POST", "/Groups", Group.of("Staff", members: [ada]))
      let path = "/Groups/\(made.body["id"]?.string ?? "")"
      #expect(Self.members(made.body) == (choice == "full" ? [ada] : []))
      let patched = try await idp.patch(path, replacing("displayName", "All"))
      #expect(Self.members(patched.body) == (choice == "full" ? [ada] : []))
      #expect(Self.members(try await idp.read(path)) == (choice == "none" ? [] : [ada]))
      #expect(Self.members(try await idp.read("\(path)?excludedAttributes=members")) == [])
      #expect(Self.members(try await idp.read("\(path)?attributes=members")) == (choice == "none" ? [] : [ada]))
    }
  }

  @Test("excludedAttributes=members reads no member, in a read, a search and the answer to a write")
  func readsNoMember() async throws {
    let statements = Statements()
    try await TestHost.run(options: StoreOptions(observer: { statements.note($0.statement) })) { host in
      let idp = try await host.client()
      let group = try await idp.createGroup("Staff", members: ["a", "b", "c"])
      statements.clear()
      #expect(try await idp.send("GET", "/Groups/\(group)?excludedAttributes=members").status == 200)
      #expect(try await idp.send("GET", "/Groups/\(group)?attributes=displayName").status == 200)
      #expect(try await idp.send("GET", "/Groups?excludedAttributes=members").status == 200)
      let search = filtered("/Groups", "displayName eq \"Staff\"") + "&excludedAttributes=members"
      #expect(try await idp.read(search)["totalResults"] == 1)
      let patch = TestClient.operations([replacing("displayName", "All")])
      #expect(try await idp.send("PATCH", "/Groups/\(group)?excludedAttributes=members", patch).status == 200)
      #expect(statements.about("FROM membership").isEmpty)
      _ = try await idp.read("/Groups/\(group)")
      #expect(!statements.about("FROM membership").isEmpty, "the test can tell")
    }
  }
}

/// The statements that ran.
final class Statements: Sendable {
  private let all = Mutex<[String]>([])

  func note(_ statement: String) { all.withLock { $0.append(statement) } }
  func clear() { all.withLock { $0 = [] } }
  func about(_ words: String) -> [String] { all.withLock { $0.filter { $0.contains(words) } } }
}
