import Foundation
import Host
import JSON
import Testing

/// What becomes of users who go, where two providers of one host have it differently.
@Suite("Knobs of a user's going", .serialized)
struct LifecycleKnobTests {
  private static func providers(_ knob: String, _ one: String, _ other: String) -> [TestProvider] {
    [TestProvider(name: "one", knobs: [knob: one]), TestProvider(name: "other", knobs: [knob: other])]
  }

  /// How often a text stands in the files of the data directory.
  private static func found(_ text: String, _ host: TestHost) throws -> Bool {
    try FileManager.default.subpathsOfDirectory(atPath: host.data).contains { file in
      (FileManager.default.contents(atPath: "\(host.data)/\(file)") ?? Data()).range(of: Data(text.utf8)) != nil
    }
  }

  @Test("deleteUser: purge leaves nothing that names the person, in the same commit; a tombstone stays elsewhere")
  func deleted() async throws {
    try await TestHost.run(Self.providers("deleteUser", "purge", "tombstone")) { host in
      for provider in ["one", "other"] {
        let idp = try await host.client(provider)
        let person: JSONObject = ["title": .string("Xylographer-\(provider)"), "externalId": .string("e-\(provider)")]
        let id = try await idp.create("zq@\(provider).example", person)
        let group = try await idp.createGroup("Staff \(provider)", members: [id, "e-\(provider)"])
        try await idp.send("DELETE", "/Users/\(id)")
        #expect(try await idp.send("GET", "/Users/\(id)").status == 404)
        #expect(try await idp.read("/Groups/\(group)")["members"] == nil)
        let again = try await idp.create("zq@\(provider).example", [:])
        #expect(again != id, "the name is free")
        try await idp.send("DELETE", "/Users/\(again)")
      }
      let kinds = try await host.audit("one").compactMap { $0["kind"]?.string }
      #expect(kinds.count { $0 == "person.erased" } == 2)
      #expect(kinds.count { $0 == "user.deleted" } == 2, "that it happened stays")
      #expect(try await host.audit("other").allSatisfy { $0["kind"]?.string != "person.erased" })
      #expect(try await host.perform("audit.verify")["faults"] == [])
      try await host.restart()
      #expect(try !Self.found("Xylographer-one", host) && !Self.found("zq@one", host) && !Self.found("e-one", host))
      #expect(try Self.found("Xylographer-other", host), "the test can tell")
    }
  }

  @Test("keepEdgesWhenInactive: off ends memberships with a deactivation, each with its entry; on keeps them")
  func edges() async throws {
    try await TestHost.run(Self.providers("keepEdgesWhenInactive", "off", "on")) { host in
      for (provider, isKept) in [("one", false), ("other", true)] {
        let idp = try await host.client(provider)
        let id = try await idp.create("ada@\(provider).example", ["externalId": "7"])
        let stays = try await idp.create("eve@\(provider).example", ["externalId": "8"])
        let byID = try await idp.createGroup("Tugs", members: [id, stays])
        let byExternalID = try await idp.createGroup("Barges", members: ["7", "8"])
        try await idp.patch("/Users/\(id)", replacing("active", false))
        for (group, left) in [(byID, stays), (byExternalID, "8")] {
          let members = try await idp.read("/Groups/\(group)")["members"]?.array ?? []
          #expect(members.count == (isKept ? 2 : 1) && members.contains { $0["value"]?.string == left })
        }
        let ended = try await host.audit(provider).filter { $0["kind"]?.string == "member.removed" }
        #expect(ended.count == (isKept ? 0 : 2))
        try await idp.patch("/Users/\(id)", replacing("title", "Clerk"))
        try await idp.patch("/Users/\(stays)", replacing("title", "Clerk"))
      }
    }
  }

  @Test("deactivateBy: what this IdP isn't known to do is carried out, and its log line says so", arguments: [0, 1])
  func unexpected(_ turn: Int) async throws {
    let file = NSTemporaryDirectory() + "dragoman-\(UUID().uuidString).log"
    #expect(FileManager.default.createFile(atPath: file, contents: nil))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let log = HostLog(.json, output: try #require(FileHandle(forWritingAtPath: file)))
    let expected = turn == 0 ? "active" : "delete"
    try await TestHost.run(Self.providers("deactivateBy", expected, "any"), log: log) { host in
      for provider in ["one", "other"] {
        let idp = try await host.client(provider)
        let id = try await idp.create("ada@\(provider).example", [:])
        try await idp.patch("/Users/\(id)", replacing("active", false))
        #expect(try await host.user(id)["state"] == "inactive")
        try await idp.send("DELETE", "/Users/\(id)")
        #expect(try await idp.send("GET", "/Users/\(id)").status == 404)
      }
    }
    let noted = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").filter {
      $0.contains("which this IdP isn't known to do")
    }
    #expect(noted.count == 1 && noted.allSatisfy { $0.contains(#""provider":"one""#) })
    #expect(noted.allSatisfy { $0.contains(turn == 0 ? "deleted a user" : "deactivated a user") })
  }
}
