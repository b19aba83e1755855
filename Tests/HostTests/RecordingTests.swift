import AdapterKit
import AdapterTesting
import Foundation
import JSON
import Testing

@testable import Host
@testable import dragoman

/// What did the IdP send? Refusals are kept, all traffic on demand, and a recording can be played again.
@Suite("Recorder", .serialized)
struct RecordingTests {
  /// A host with a provider whose traffic is recorded, and one whose isn't.
  private func withHost(_ body: (CommandLineHouse) async throws -> Void) async throws -> CommandLineHouse {
    let house = try CommandLineHouse([
      SampleFile(
        name: "config/providers/globex.yaml",
        text: "provider: globex\nadapter: Okta\nmapping: { extends: Okta }\nsettings: { record: true }\n")
    ])
    let host = try await house.host()
    do { try await body(house) } catch {
      await host.stop()
      throw error
    }
    await host.stop()
    return house
  }

  @Test(
    "A refused request is kept without secrets and people, with its answer; equal values stay equal; it is explained")
  func refusals() async throws {
    let house = try await withHost { house in
      let client = try await ScimClient(house, "globex")
      try await client.create("ada@a.example")
      let body: JSON = [
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "Ada@a.example", "password": "Oak-77-x",
        "active": "True", "emails": [["type": "work", "value": "ada@a.example"]],
      ]
      #expect(try await client.send("POST", "/Users", body).status == 409)
      #expect(try await client.send("GET", "/Users?filter=password%20eq%20%22Oak-77-x%22").status == 400)
      #expect(try await client.send("GET", "/Users/nobody").status == 404, "a probe, which isn't kept")
      let rows = try await house.run("refusals", "list", "--json").json
      #expect(rows.map { $0["status"]?.integer } == [409, 400])
      let sent = try #require(rows.first?["sent"])
      #expect(sent["headers"]?["Authorization"] == "Bearer [secret]" && sent["body"]?["password"] == "[secret]")
      #expect(sent["body"]?["userName"] == sent["body"]?["emails"]?.array?.first?["value"])
      #expect(
        sent["body"]?["active"] == "True" && sent["body"]?["userName"]?.string?.hasSuffix("@redacted.example") == true)
      #expect(rows.first?["normalized"]?["body"]?["active"] == true)
      let id = try #require(rows.first?["id"]?.string)
      let shown = await house.run("refusals", "show", id)
      #expect(
        shown.code == 0 && shown.text.contains("409") && shown.text.contains("As RFC 7644 has it"), "\(shown.text)")
      let explained = await house.run("refusals", "explain", id)
      #expect(explained.text.contains("boolFromString") && explained.text.contains("uniqueness"), "\(explained.text)")
      #expect(await house.run("refusals", "show", "0000").text.contains("no refusal '0000' is kept"))
    }
    let after = await house.run("refusals", "list")
    #expect(after.code == 0 && after.out.count == 3, "without a host, too: \(after.text)")
    for file in try FileManager.default.subpathsOfDirectory(atPath: house.data) where file.hasSuffix(".jsonl") {
      let text = try String(contentsOfFile: "\(house.data)/\(file)", encoding: .utf8)
      for word in ["Oak-77", "ada@a", "Ada@a", "dgms_"] { #expect(!text.contains(word), "\(file): \(word)") }
      let mode = try FileManager.default.attributesOfItem(atPath: "\(house.data)/\(file)")[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test("A hundred of a provider, the newest")
  func limit() async throws {
    _ = try await withHost { house in
      let client = try await ScimClient(house, "acme")
      for number in 1...230 { #expect(try await client.send("POST", "/Users", ["n": JSON(number)]).status == 400) }
      let rows = try await house.run("refusals", "list", "--provider", "acme", "--json").json
      #expect(rows.count == 100)
      let lines = try String(contentsOfFile: house.data + "/recordings/acme/refusals.jsonl", encoding: .utf8)
      #expect(lines.split(separator: "\n").count < 200)
    }
  }

  @Test("All traffic of a provider: switching it is audited, an export is replayed, and fails without a deviation")
  func export() async throws {
    let house = try await withHost { house in
      let client = try await ScimClient(house, "globex")
      let id = try await client.create("ben@b.example", ["title": "Clerk", "displayName": "Ben B"])
      let put: JSON = [
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ben@b.example", "displayName": "Ben C",
      ]
      #expect(try await client.send("PUT", "/Users/\(id)", put).body["title"] == "Clerk")
      try await client.group("Tugs", [id])
      let other = try await ScimClient(house, "acme")
      try await other.create("cy@c.example")
      let kinds = try await house.run("audit", "--provider", "globex", "--json").json.compactMap { $0["kind"]?.string }
      #expect(kinds.filter { $0.hasPrefix("recording") } == ["recording.started"])
    }
    let none = await house.run("recorder", "export", "acme")
    #expect(none.code == 1 && none.text.contains("record: true"))
    let out = house.path("recorded.yaml")
    let exported = await house.run("recorder", "export", "globex", "--out", out)
    #expect(exported.code == 0 && exported.text.contains("3 exchanges written"), "\(exported.text)")
    let text = try String(contentsOfFile: out, encoding: .utf8)
    #expect(text.contains("{{user1.id}}") && !text.contains("ben@b") && !text.contains("Ben C"))
    try await replay(house, out)
    try await lose(out, house)
  }

  /// At a running host, by the command.
  private func replay(_ house: CommandLineHouse, _ file: String) async throws {
    let host = try await house.host()
    let token = try #require(try await house.run("token", "new", "acme", "--json").json.first?["token"]?.string)
    try token.write(toFile: house.path("token"), atomically: true, encoding: .utf8)
    let wrong = await house.run("replay", file, "--provider", "acme", "--token-file", house.path("token"))
    #expect(wrong.code == 1, "the RFC clears what a PUT leaves out: \(wrong.text)")
    let globex = try #require(try await house.run("token", "new", "globex", "--json").json.first?["token"]?.string)
    try globex.write(toFile: house.path("token"), atomically: true, encoding: .utf8)
    let played = await house.run("replay", file, "--provider", "globex", "--token-file", house.path("token"))
    #expect(played.code == 0 && played.out.count == 3, "\(played.text)")
    #expect(await house.run("replay", file, "--provider", "globex").code == 2)
    await host.stop()
  }

  /// In the conformance kit: it holds with the adapter as it is, and not without what it needs.
  private func lose(_ file: String, _ house: CommandLineHouse) async throws {
    let source = try ExchangeFile.load(file, shownAs: "recorded.yaml")
    let rehearsal = Rehearsal(adaptersIn: CommandLineHouse.root + "/Plugins")
    #expect(try await rehearsal.mismatches(source, adapter: "Okta") == [])
    let manifest = try #require(AdapterManifest.load(CommandLineHouse.root + "/Plugins/Okta").manifest)
    let keep = try #require(AdapterDeviation("putMissing", in: manifest))
    #expect(try await rehearsal.mismatches(source, adapter: "Okta", without: keep).count == 1)
  }
}

@Suite("Redaction")
struct RedactionTests {
  private let key = [UInt8](repeating: 7, count: 32)

  @Test("What says nothing of a person stays: structure, types, the service's ids, booleans however they are spelled")
  func plain() throws {
    let json = try JSON(
      parsing:
        #"{"schemas":["urn:x"],"Operations":[{"op":"Replace","path":"emails[type eq \"work\"].value","value":""}],"active":"False","id":"01a20ff6-ae92-706a-ba62-90a7409444f7","meta":{"resourceType":"User"}}"#
    )
    var redaction = Redaction(key: key)
    #expect(redaction.value(json) == json)
    #expect(redaction.query("startIndex=1&count=10&sortBy=userName") == "startIndex=1&count=10&sortBy=userName")
  }

  @Test(
    "Values of people are pseudonyms: in bodies, filters, keys, JSON within texts, and in sentences that quote them")
  func people() throws {
    var redaction = Redaction(key: key)
    let json = try JSON(
      parsing:
        #"{"userName":"Ada@a.example","name":{"givenName":"Ada"},"employeeNumber":4711,"phoneNumbers":[{"type":"work","value":"+49 30 1"}],"roles":[{"value":"{\"displayName\":\"Queen\"}"}],"emails[type eq \"work\" and value eq \"x@a.example\"].display":"Ada"}"#
    )
    let text = redaction.value(json).description
    for word in ["Ada", "ada", "4711", "49 30", "Queen", "x@a"] { #expect(!text.contains(word), "\(word): \(text)") }
    #expect(text.contains(#"type eq \"work\" and value eq \"p"#) && text.contains(#"displayName\":\"p"#), "\(text)")
    #expect(!redaction.sentence("the user 'Ada@a.example' exists").contains("Ada@a"))
    let query = redaction.query("filter=userName+eq+%22ada%40a.example%22+and+externalId+eq+ada7")
    #expect(!query.contains("ada") && query.contains("userName%20eq%20%22p"), "\(query)")
  }

  @Test(
    "A filter that isn't one is redacted whole",
    arguments: ["dgms_abc", "userName eq x stray", "stray x eq y", "a eq"])
  func broken(_ filter: String) {
    var redaction = Redaction(key: key)
    let query = redaction.query("filter=" + filter.replacing(" ", with: "%20"))
    #expect(query.contains(/^filter=p[0-9a-f]{10}$/), "\(query)")
    let sound = "not%20%28title%20pr%29%20and%20emails%5Btype%20eq%20%22work%22%5D.value%20eq%20%22x%22"
    #expect(
      redaction.query("filter=" + sound).contains("title%20pr%29%20and%20emails%5Btype%20eq%20%22work%22%5D.value"))
  }

  @Test("One value, one pseudonym, in any case; another key, another pseudonym")
  func stable() {
    var (one, two, other) = (Redaction(key: key), Redaction(key: key), Redaction(key: [1]))
    #expect(one.value("Ada@a.example", of: "userName") == two.value("ada@a.example", of: "emails.value"))
    #expect(one.value("Ada@a.example", of: "userName") != other.value("Ada@a.example", of: "userName"))
    #expect(
      one.value("x", of: "password") == "[secret]" && one.target("/Users/ada@a.example") != "/Users/ada@a.example")
  }
}
