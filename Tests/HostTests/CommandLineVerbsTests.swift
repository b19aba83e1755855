import Foundation
import Host
import JSON
import Testing

@testable import dragoman

/// The same verbs, with a host and without one.
@Suite("Command line: verbs", .serialized)
struct CommandLineVerbsTests {
  private let house: CommandLineHouse

  init() throws { house = try CommandLineHouse() }

  /// Runs `body` once on the store itself and once through a running host.
  private func both(_ body: (CommandLineHouse) async throws -> Void) async throws {
    try await body(house)
    let other = try CommandLineHouse()
    let host = try await other.host()
    do { try await body(other) } catch {
      await host.stop()
      throw error
    }
    await host.stop()
  }

  @Test("Tokens from the first to the last: what is printed, what the JSON holds")
  func tokens() async throws {
    try await both { house in
      let issued = try #require(try await house.run("token", "new", "acme", "--json").json.first)
      #expect(issued.object?.map(\.key) == ["id", "provider", "token", "url", "state", "createdAt", "expiresAt"])
      #expect(issued["url"]?.string?.hasSuffix("/scim/v2/acme") == true && issued["state"] == "active")
      #expect(issued["token"]?.string?.hasPrefix("dgms_") == true && issued["expiresAt"] == .null)
      let id = try #require(issued["id"]?.string)
      let second = await house.run("token", "new", "acme", "--label", "for Ada", "--expires", "2999-01-31")
      #expect(second.code == 0 && second.text.contains("It is shown this once") && second.text.contains("dgms_"))
      let third = await house.run("token", "new", "acme")
      #expect(third.code == 1 && third.text.contains("two is the most") && third.text.contains("token delete acme ID"))
      #expect(await house.run("token", "deactivate", "acme", id).text == "The token \(id) of acme is inactive.")
      #expect(await house.run("token", "activate", "acme", id).text == "The token \(id) of acme is active.")
      let renewed = try #require(try await house.run("token", "renew", "acme", id, "--json").json.first)
      #expect(renewed["id"]?.string == id && renewed["token"] != issued["token"])
      let list = await house.run("token", "list", "acme")
      #expect(list.out.count == 3 && list.text.contains("for Ada") && !list.text.contains("dgms_"))
      #expect(list.text.contains("2999-01-31"))
      #expect(await house.run("token", "delete", "acme", id).text == "The token \(id) of acme is deleted.")
      #expect(await house.run("token", "delete", "acme", id).code == 1)
      #expect(await house.run("token", "list", "globex").text == "No token. Make one: dragoman token new globex")
      let unknown = await house.run("token", "new", "acne")
      #expect(unknown.code == 1 && unknown.text.contains("did you mean 'acme'?"))
      let over = await house.run("token", "new", "acme", "--expires", "2001-01-01")
      #expect(over.code == 1 && over.text.contains("is over already"))
    }
  }

  @Test("Nothing yet: every list says so, in words, and in JSON with no line")
  func empty() async throws {
    try await both { house in
      let expected = [
        ["users"]: "No users yet.", ["groups"]: "No groups yet.", ["holds", "list"]: "Nothing is on hold.",
        ["attention"]: "Nothing waits.",
      ]
      for (words, text) in expected {
        #expect(await house.run(words).text == text)
        let json = await house.run(words + ["--json"])
        #expect(json.code == 0 && json.out.isEmpty && json.err.isEmpty)
      }
      let unknown = await house.run("users", "show", "ada")
      #expect(unknown.code == 1 && unknown.text.contains("the directory has no 'ada'"))
      #expect(await house.run("users", "rename", "ada", "eve").code == 1)
      #expect(await house.run("holds", "show", "x").code == 1)
      #expect(await house.run("erase", "--user", "ada", "--yes").code == 1)
    }
  }

  @Test("Providers and adapters as tables and as JSON")
  func providers() async throws {
    try await both { house in
      #expect(await house.run("provider", "list").out.map { $0.prefix(8) } == ["PROVIDER", "acme    ", "globex  "])
      let status = await house.run("provider", "status")
      #expect(status.code == 0 && status.out.count == 3 && status.text.contains("HEALTH"))
      let json = try await house.run("provider", "status", "globex", "--json").json
      #expect(json.count == 1 && json[0]["idp"] == "Okta" && json[0]["health"] == "ok" && json[0]["users"] == 0)
      #expect(await house.run("provider", "status", "globx").text.contains("did you mean 'globex'?"))
    }
    let adapters = await house.run("adapters")
    #expect(adapters.code == 0 && adapters.out.count == 13 && adapters.out[0].hasPrefix("ADAPTER"))
    let names: [JSON] = [
      "Authentik", "CyberArk", "EntraID", "GoogleWorkspace", "JumpCloud", "Keycloak", "Okta", "OneLogin",
      "PingFederate", "PocketID", "Rauthy", "Standard",
    ]
    #expect(try await house.run("adapters", "--json").json.map { $0["name"] } == names)
  }

  @Test("Directory: lists, sheets by id, SCIM id or name, renames; nothing steers the terminal")
  func directory() async throws {
    let host = try await house.host()
    let acme = try await ScimClient(house, "acme")
    let ada = try await acme.create("ada@acme.example", ["displayName": "Ada \u{202E}\u{061C}L"])
    let eve = try await acme.create("eve@acme.example")
    try await acme.group("Engines", [ada, "not-yet"])
    #expect(try await acme.send("DELETE", "/Users/\(eve)").status == 204)
    let users = await house.run("users")
    #expect(users.out.count == 2 && users.text.contains("Ada \\u{202e}\\u{61c}L") && !users.text.contains("eve"))
    let json = try #require(await house.run("users", "--json").out.first)
    let user = try JSON(parsing: json)
    #expect(json.contains("Ada \\u202e\\u061cL") && user["displayName"] == "Ada \u{202E}\u{061C}L")
    let id = try #require(user["id"]?.string)
    for name in [id, ada, "ADA@acme.example"] {
      let sheet = await house.run("users", "show", name)
      #expect(sheet.code == 0, "\(name): \(sheet.text)")
      for part in ["ATTRIBUTE", "acme: ", "\nLinks\n", "\nMember of\n", "Engines", "\nSource record of acme"] {
        #expect(sheet.text.contains(part), "\(part)")
      }
      #expect(!sheet.text.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x61C })
    }
    #expect(await house.run("groups").text.contains("ada@acme.example, not-yet"))
    #expect(await house.run("groups", "show", "engines").text.contains("(not known yet)"))
    #expect(
      try await house.run("groups", "show", "Engines", "--json").json.first?["entry"]?["displayName"] == "Engines")
    #expect(
      await house.run("users", "rename", "ada@acme.example", "ada@new.example").text == "Renamed to ada@new.example.")
    #expect(await house.run("users", "--provider", "globex").text == "No users yet.")
    await host.stop()
    #expect(await house.run("users").text.contains("ada@new.example"))
  }

  @Test("More users than a page are all printed, once, under one head")
  func pages() async throws {
    let host = try await house.host()
    let acme = try await ScimClient(house, "acme")
    for number in 0..<501 { try await acme.create("user-\(number)") }
    let table = await house.run("users")
    #expect(table.out.count == 502 && Set(table.out).count == 502)
    #expect(try await house.run("users", "--json").json.count == 501)
    await host.stop()
  }

  @Test("A configuration with errors: all are printed, exit code 1; check counts them")
  func brokenConfiguration() async throws {
    try house.write(SampleFile(name: "config/providers/bad.yaml", text: "provider: bad\nadapter: Oktaa\nsetings: {}\n"))
    for words in [["users"], ["token", "list", "acme"], ["check"], ["serve"], ["adapters"], ["demo"]] {
      let outcome = await house.run(words)
      #expect(outcome.code == 1, "\(words): \(outcome.text)")
      #expect(outcome.text.contains("did you mean 'Okta'?") && outcome.text.contains("did you mean 'settings'?"))
      #expect(outcome.err.last?.contains("2 errors") == true, "\(outcome.text)")
    }
    let json = try await house.run("check", "--json").json
    #expect(json.count == 3 && json.last?["errors"] == 2 && json[0]["line"] == 2 && json[0]["severity"] == "error")
  }

  @Test("check runs examples, and fails with one that fails")
  func examples() async throws {
    #expect(await house.run("check").text.hasPrefix("fine: 2 providers, "))
    try house.write(
      SampleFile(
        name: "config/providers/acme.yaml",
        text: """
          provider: acme
          adapter: Standard
          mapping:
            extends: Standard
            examples:
              - { name: wrong, given: { userName: ada }, expect: { userName: eve } }

          """))
    let outcome = await house.run("check")
    #expect(outcome.code == 1 && outcome.text.contains("wrong") && outcome.err == ["1 error"])
  }

  @Test("provider new: written, found by the host, explained; an existing name and an unknown adapter are not")
  func newProvider() async throws {
    for adapter in ["EntraID", "Okta", "Standard"] {
      let name = "new-\(adapter.lowercased())"
      let outcome = await house.run("provider", "new", name, "--adapter", adapter)
      #expect(
        outcome.code == 0 && outcome.text.contains("/scim/v2/\(name)") && outcome.text.contains("token new \(name)"))
      #expect(!outcome.text.contains("Add it to the list"), "the folder is named already")
      #expect(await house.run("provider", "new", name, "--adapter", adapter).text.contains("is configured already"))
    }
    #expect(await house.run("check").text.hasPrefix("fine: 5 providers, "))
    #expect(await house.run("provider", "new", "x", "--adapter", "Okat").text.contains("did you mean 'Okta'?"))
    let json = try await house.run("provider", "new", "y", "--adapter", "Okta", "--json").json
    #expect(json.count == 1 && json[0]["file"]?.string?.hasSuffix("config/providers/y.yaml") == true)
    try house.write(
      SampleFile(
        name: "config/dragoman.yaml",
        text: "adapters: [\"\(CommandLineHouse.root)/Plugins\"]\nproviders: [providers/acme.yaml]\n"))
    #expect(await house.run("provider", "new", "z", "--adapter", "Okta").text.contains("  - providers/z.yaml"))
  }
}
