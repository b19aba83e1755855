import Foundation
import JSON
import Store
import Testing

@testable import Host

@Suite("Erasing a person", .serialized)
struct EraseTests {
  private static let marks = ["Xylographer", "zq-mail@erase.example", "e-zq-1815", "Quillfeather"]

  private static let person: JSONObject = [
    "externalId": "e-zq-1815", "title": "Xylographer", "name": ["familyName": "Quillfeather"],
    "emails": [["value": "zq-mail@erase.example", "primary": true]],
  ]

  /// The files of the data directory in which a value stands.
  private static func found(_ host: TestHost) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: host.data).flatMap { file -> [String] in
      let data = FileManager.default.contents(atPath: "\(host.data)/\(file)") ?? Data()
      return marks.filter { data.range(of: Data($0.utf8)) != nil }.map { "\(file): \($0)" }
    }
  }

  @Test("Refused while the user is provisioned, with what to do; an unknown one too")
  func refused() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create("zq@erase.example", Self.person)
      let entry = try await host.user(id)["id"] ?? .null
      let refusal = try await host.refusal("erase", ["user": entry])
      #expect(refusal?.contains("still provisioned") ?? false)
      #expect(refusal?.contains("let its IdP delete it first") ?? false)
      #expect(try await host.refusal("erase", ["user": "nobody"]) != nil)
      #expect(try await host.user(id)["title"] == "Xylographer")
    }
  }

  @Test("The values are in no file of the data directory any more, and the chain is valid")
  func erased() async throws {
    // shows 7644-7.5.1-a
    try await TestHost.run { host in
      let idp = try await host.client()
      for number in 0..<60 { _ = try await idp.create("other-\(number)@example.org", ["title": "Reader"]) }
      let id = try await idp.create("zq@erase.example", Self.person)
      let group = try await idp.createGroup("Staff", members: [id, "e-zq-1815"])
      try await idp.patch("/Users/\(id)", replacing("nickName", "Xylographer"))
      try await idp.patch("/Users/\(id)", replacing("userName", "zq-mail@erase.example"))
      for number in 60..<120 { _ = try await idp.create("other-\(number)@example.org", ["title": "Reader"]) }
      let entry = try await host.user(id)["id"] ?? .null
      #expect(try !Self.found(host).isEmpty, "the test can tell")
      try await idp.send("DELETE", "/Users/\(id)")
      let answer = try await host.perform("erase", ["user": entry])
      #expect(answer["values"]?.integer ?? 0 > 0)
      #expect(answer["message"] == nil)
      #expect(try Self.found(host) == [])
      #expect(try await host.perform("audit.verify")["faults"] == [])
      let trail = try await host.audit().filter { $0["resourceID"]?.string == id }
      #expect(trail.map { $0["kind"] }.contains("user.created"), "that it happened stays")
      #expect(try await host.lastEntry()["kind"] == "person.erased")
      let left = try await host.perform("users.show", ["id": entry])
      #expect(left["entry"]?["title"] == nil)
      #expect(try await idp.read("/Groups/\(group)")["members"] == nil)
      #expect(try await host.users().count == 120, "nobody else is touched")
    }
  }

  @Test("An externalId that another provider uses too is erased at the person's provider alone")
  func otherProvider() async throws {
    try await TestHost.run([TestProvider(), TestProvider(name: "other")]) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      let id = try await idp.create("ada@example.org", ["externalId": "1001"])
      _ = try await idp.createGroup("Staff", members: ["1001"])
      _ = try await other.create("bob@example.org", ["externalId": "1001"])
      _ = try await other.createGroup("Staff", members: ["1001"])
      let entry = try await host.user(id)["id"] ?? .null
      try await idp.send("DELETE", "/Users/\(id)")
      try await host.perform("erase", ["user": entry])
      func changes(_ provider: String) async throws -> [String] {
        try await host.audit(provider).filter { $0["kind"] == "member.added" }.map(\.description)
      }
      #expect(try await changes("acme").allSatisfy { !$0.contains("1001") })
      #expect(try await changes("other").allSatisfy { $0.contains("1001") })
      #expect(try await host.perform("audit.verify")["faults"] == [])
    }
  }

  @Test("The command line says when older pages are still in the log, because somebody reads")
  func whileReading() async throws {
    let house = try CommandLineHouse()
    let host = try await house.host()
    let client = try await ScimClient(house, "acme")
    let id = try await client.create("zq@erase.example", Self.person)
    _ = try await client.send("DELETE", "/Users/\(id)")
    let (begun, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let store = host.administration.store
    Thread.detachNewThread {
      try? store.read { snapshot in
        _ = try snapshot.tokens(nil)
        begun.signal()
        gate.wait()
      }
    }
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        begun.wait()
        continuation.resume()
      }
    }
    let outcome = await house.run("erase", "--user", id, "--yes")
    gate.signal()
    #expect(outcome.code == 0)
    #expect(outcome.text.contains("erase again later"), "\(outcome.text)")
    await host.stop()
  }
}
