import Foundation
import JSON
import Testing

@Suite("The canonical directory: the manager", .serialized)
struct DirectoryManagerTests {
  private static func managed(by value: String) -> JSONObject {
    [User.enterprise: ["manager": ["value": .string(value)]]]
  }

  @Test("A manager who isn't there yet is pending, and resolved once it is", arguments: ["externalId", "id"])
  func pending(_ key: String) async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let ada = try await idp.create("ada@example.org", Self.managed(by: "boss-1"))
      #expect(try await host.user(ada)["manager"]?["pending"] == true)
      #expect(try await host.user(ada)["manager"]?["value"] == "boss-1")
      let boss = try await idp.create("boss@example.org", ["externalId": "boss-1"])
      if key == "id" {
        try await idp.patch("/Users/\(ada)", replacing("\(User.enterprise):manager.value", .string(boss)))
      }
      let manager = try await host.user(ada)["manager"]
      #expect(try await manager?["id"] == host.user(boss)["id"])
      #expect(manager?["display"] == "boss@example.org")
      #expect(manager?["pending"] == nil)
      #expect(try await host.user(ada)["version"]?.integer == (key == "id" ? 2 : 1), "resolving writes nothing")
      try await idp.send("DELETE", "/Users/\(boss)")
      #expect(try await host.user(ada)["manager"]?["pending"] == true, "a manager who left is no manager")
    }
  }

  @Test("reference: userName resolves by the provider's own userName, in any case")
  func byUserName() async throws {
    let provider = TestProvider(
      yaml: """
        mapping:
          extends: Standard
          users:
            attributes:
              manager: { from: "\(User.enterprise):manager.value", reference: userName }
        """)
    try await TestHost.run([provider, TestProvider(name: "other")]) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      _ = try await other.create("boss@other.example")
      let ada = try await idp.create("ada@example.org", Self.managed(by: "Boss@other.example"))
      #expect(try await host.user(ada)["manager"]?["pending"] == true, "another provider's user is nobody's manager")
      let boss = try await idp.create("boss@example.org")
      try await idp.patch("/Users/\(ada)", replacing("\(User.enterprise):manager.value", "BOSS@example.org"))
      #expect(try await host.user(ada)["manager"]?["id"] == (try await host.user(boss)["id"]))
      let shown = try await host.perform("users.show", ["id": "ada@example.org"])
      #expect(shown["entry"]?["manager"]?["display"] == "boss@example.org")
    }
  }

  @Test("Managers of themselves and of each other are shown as they are, and a text that follows them ends")
  func loops() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      for (name, manager) in [("ada", "ada"), ("bo", "cy"), ("cy", "bo")] {
        _ = try await idp.create("\(name)@example.org", Self.managed(by: manager).merged(["externalId": .string(name)]))
      }
      for (name, manager, third) in [("ada", "ada", "ada"), ("bo", "cy", "cy"), ("cy", "bo", "bo")] {
        let shown = try await host.perform("users.show", ["id": .string("\(name)@example.org")])
        #expect(shown["entry"]?["manager"]?["display"]?.string == "\(manager)@example.org")
        let text = try await host.perform(
          "expand", ["text": "${manager.manager.manager.userName}", "user": .string("\(name)@example.org")])
        #expect(text["text"]?.string == "\(third)@example.org")
      }
    }
  }
}
