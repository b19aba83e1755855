import Foundation
import Host
import JSON
import Testing

/// A deactivation is carried out whatever else is wrong with the request.
@Suite("Deactivation", .serialized)
struct DeactivationTests {
  @Test("A rule that exceeds its limit on the way doesn't keep anybody in")
  func beyondALimit() async throws {
    let house = try CommandLineHouse([
      SampleFile(
        name: "config/providers/acme.yaml",
        text: """
          provider: acme
          adapter: Standard
          mapping:
            users:
              attributes:
                userName: userName
                displayName: join("", nickName, nickName)

          """)
    ])
    let host = try await house.host()
    let client = try await ScimClient(house, "acme")
    let id = try await client.create("ada@example.org")
    let answer = try await client.send(
      "PATCH", "/Users/\(id)",
      [
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [
          ["op": "replace", "path": "active", "value": false],
          ["op": "replace", "path": "nickName", "value": .string(String(repeating: "a", count: 40_000))],
        ],
      ])
    #expect(answer.status == 200)
    let user = try #require(try await house.run("users", "--json").json.first)
    #expect(user["state"]?.string == "inactive" && user["active"]?.bool == false)
    await host.stop()
  }
}
