import AdapterTesting
import Foundation
import Host
import JSON
import Testing

/// A changed mapping: previewed, applied, found in the audit trail, taken back.
@Suite("Preview, apply, history and rollback", .serialized)
struct ApplyTests {
  private let house: CommandLineHouse

  init() throws { house = try CommandLineHouse() }

  private func count(_ line: JSON?, _ mark: String, _ kind: String = "users") -> Int64? {
    line?["summary"]?[kind]?[mark]?.integer
  }

  @Test("Previewed: nothing is written, every difference is told; applied: the directory, the audit trail, a version")
  func applied() async throws {
    try await house.withHost { _ in
      let acme = try await ScimClient(house, "acme")
      for name in ["ada", "bob", "cy"] { try await acme.create(name, ["title": .string("t-\(name)")]) }
      let globex = try await ScimClient(house, "globex")
      try await globex.create("dee", ["title": "t-dee"])
      let before = try await house.directory()
      try house.map(["title": "upper(title)"])
      let preview = try await house.run("preview", "--json").json
      let summary = try #require(preview.last)
      #expect(count(summary, "changes") == 3 && count(summary, "deactivates") == 0)
      #expect(summary["confirm"] == .null && summary["unchanged"] == ["globex"])
      #expect(preview.dropLast().map { $0["name"] } == ["ada", "bob", "cy"])
      #expect(preview[0]["changes"] == [["name": "title", "before": "t-ada", "after": "T-ADA"]])
      #expect(try await house.directory() == before)
      let table = await house.run("preview", "--show", "1")
      #expect(table.text.contains("\"t-ada\" → \"T-ADA\"") && table.text.contains("and 2 more"))
      let old = try await house.run("mapping", "history", "acme", "--json").json
      let outcome = await house.run("apply")
      #expect(outcome.code == 0 && outcome.text.contains("In force."), "\(outcome.text)")
      let after = try await house.directory()
      #expect(["ada", "bob", "cy"].map { after[$0]?["title"] } == ["T-ADA", "T-BOB", "T-CY"])
      #expect(after["dee"] == before["dee"])
      let entries = try await house.audit("user.remapped")
      #expect(entries.count == 3 && entries.allSatisfy { $0["idp"]?.string?.isEmpty == false })
      #expect(entries[0]["changes"] == [["name": "title", "before": "t-ada", "after": "T-ADA"]])
      let loaded = try #require(try await house.audit("configuration.loaded").last)
      let history = try await house.run("mapping", "history", "acme", "--json").json
      #expect(history.count == 2 && history[1]["version"] == old[0]["version"] && history[0]["inForce"] == true)
      #expect(loaded["changes"]?.at(0)?["before"] == old[0]["version"])
      #expect(loaded["changes"]?.at(0)?["after"] == history[0]["version"])
      #expect(entries[0]["mapping"] == history[0]["version"])
      #expect(
        try await house.run("audit", "--provider", "globex", "--kind", "configuration.loaded", "--json").json == [])
      #expect(await house.run("audit", "--verify").code == 0)
      #expect(await house.run("apply").text.contains("in force already"))
    }
  }

  @Test("Rolled back: the file is put back whole, the directory follows, and history tells")
  func rolledBack() async throws {
    let original = try String(contentsOfFile: house.path("config/providers/acme.yaml"), encoding: .utf8)
    try await house.withHost { _ in
      try await ScimClient(house, "acme").create("ada", ["title": "Countess"])
      let before = try await house.directory()
      #expect(await house.run("mapping", "rollback", "acme").code == 1, "there is nothing before it")
      try house.map(["title": "upper(title)"])
      #expect(await house.run("apply").code == 0)
      let outcome = await house.run("mapping", "rollback", "acme")
      #expect(outcome.code == 0, "\(outcome.text)")
      #expect(try String(contentsOfFile: house.path("config/providers/acme.yaml"), encoding: .utf8) == original)
      let after = try await house.directory()
      #expect(after["ada"]?["title"] == "Countess" && after["ada"]?["id"] == before["ada"]?["id"])
      let history = try await house.run("mapping", "history", "acme", "--json").json
      #expect(history.count == 3 && history[0]["version"] == history[2]["version"])
      #expect(history[0]["reason"]?.string?.hasPrefix("rollback to ") == true)
      let version = history[1]["version"]?.string ?? ""
      let texts = await house.run("mapping", "history", "acme", version)
      #expect(texts.text.contains("upper(title)"))
      #expect(await house.run("mapping", "rollback", "acme", version).code == 0)
      #expect(try await house.directory()["ada"]?["title"] == "COUNTESS")
    }
  }

  @Test("Rolled back to what is in force: a broken file is mended, and what it said is kept beside it")
  func mended() async throws {
    let file = house.path("config/providers/acme.yaml")
    let original = try String(contentsOfFile: file, encoding: .utf8)
    try await house.withHost { _ in
      try await ScimClient(house, "acme").create("ada", ["title": "Countess"])
      let version = try await house.run("mapping", "history", "acme", "--json").json[0]["version"]?.string ?? ""
      try "provider: [\n".write(toFile: file, atomically: true, encoding: .utf8)
      let outcome = await house.run("mapping", "rollback", "acme", version)
      #expect(outcome.code == 0 && outcome.text.contains("acme.yaml.replaced"), "\(outcome.text)")
      #expect(try String(contentsOfFile: file, encoding: .utf8) == original)
      #expect(try String(contentsOfFile: file + ".replaced", encoding: .utf8) == "provider: [\n")
      #expect(await house.run("check").code == 0)
    }
  }

  @Test("What would deactivate too many is named first, and wants --yes with the number; nobody else is asked")
  func confirmed() async throws {
    try house.configure("confirmAbove: { count: 1, percent: 100 }")
    try await house.withHost { host in
      let acme = try await ScimClient(house, "acme")
      for name in ["ada", "bob", "cy"] { try await acme.create(name, ["title": .string(name == "cy" ? "in" : "out")]) }
      try house.map(["active": #"switch(title, false, "in", true)"#])
      let preview = await house.run("preview")
      #expect(preview.out.first?.contains("deactivates 2 users") == true, "\(preview.text)")
      #expect(try await house.run("preview", "--json").json.last?["confirm"] == 2)
      for words in [["apply"], ["apply", "--yes", "1"]] {
        let refused = await house.run(words)
        #expect(refused.code == 1 && refused.text.contains("dragoman apply --yes 2"), "\(refused.text)")
      }
      #expect(try await house.directory().values.allSatisfy { $0["active"] == true })
      try await house.ready(host) { $0["configuration"]?["trouble"] != nil && $0["ready"] == true }
      #expect(await house.run("attention").text.contains("--yes 2"))
      #expect(await house.run("apply", "--yes", "2").code == 0)
      #expect(try await house.directory()["ada"]?["active"] == false)
      #expect(try await house.directory()["cy"]?["active"] == true)
      try await house.ready(host) { $0["configuration"] == nil }
    }
  }

  @Test("A mapping that was changed while no host ran: the entries follow at the start, or wait for a confirmation")
  func changedWhileStopped() async throws {
    try await house.withHost { _ in
      let acme = try await ScimClient(house, "acme")
      try await acme.create("ada", ["title": "Countess"])
      try await acme.create("bob", ["title": "Lord"])
    }
    try house.map(["title": "upper(title)"])
    try await house.withHost { host in
      try await house.ready(host) { $0["configuration"] == nil }
      #expect(try await house.directory()["ada"]?["title"] == "COUNTESS")
      #expect(try await house.audit("configuration.loaded").count == 1)
    }
    try house.map(["title": "upper(title)", "active": #"switch(title, false, "Lord", true)"#])
    try await house.withHost { host in
      try await house.ready(host) {
        $0["configuration"]?["trouble"]?["reasons"]?.at(0)?.string?.contains("confirmAbove") == true
      }
      #expect(try await house.directory()["ada"]?["active"] == true)
      #expect(await house.run("attention").text.contains("--yes 1"))
      let acme = try await ScimClient(house, "acme")
      try await acme.create("eve", ["title": "Lord"])
      #expect(try await house.directory()["eve"]?["active"] == true, "what waits isn't in force for anybody")
      let refused = await house.run("apply")
      #expect(refused.code == 1 && refused.text.contains("acme: mapping"), "\(refused.text)")
      #expect(await house.run("apply", "--yes", "1").code == 0)
      #expect(try await house.directory()["ada"]?["active"] == false)
    }
  }

  @Test("Without a host: previewed and applied on the store itself")
  func alone() async throws {
    try await house.withHost { _ in try await ScimClient(house, "acme").create("ada", ["title": "Countess"]) }
    try house.map(["title": "upper(title)"])
    #expect(count(try await house.run("preview", "--json").json.last, "changes") == 1)
    #expect(try await house.directory()["ada"]?["title"] == "Countess")
    let outcome = await house.run("apply")
    #expect(outcome.code == 0, "\(outcome.text)")
    #expect(try await house.directory()["ada"]?["title"] == "COUNTESS")
    #expect(try await house.audit("user.remapped").count == 1)
  }

  @Test("Two that want one name: the first has it, the second collides, as preview said")
  func collisions() async throws {
    let follow = "settings: { userName: { onChange: follow } }\n"
    try house.map(settings: follow)
    try await house.withHost { _ in
      let acme = try await ScimClient(house, "acme")
      for name in ["ada", "bob"] { try await acme.create(name, ["nickName": "same"]) }
      try house.map(["userName": "nickName"], settings: follow)
      let preview = try #require(try await house.run("preview", "--json").json.last)
      #expect(count(preview, "renames") == 1 && count(preview, "collides") == 1)
      #expect(await house.run("apply", "--yes", "1").code == 0)
      let users = try await house.directory()
      #expect(Set(users.keys) == ["same", "bob"])
      #expect(try await house.run("holds", "list", "--json").json.map { $0["reason"] } == ["conflict"])
    }
  }

  @Test("Managed Apple IDs that are taken are counted: by somebody in the directory, and by the same change")
  func appleIDs() async throws {
    func settings(_ from: String) -> String { "settings: { managedAppleID: { enabled: true, from: \(from) } }\n" }
    try house.map(settings: settings("primary(emails)"))
    try await house.withHost { _ in
      let acme = try await ScimClient(house, "acme")
      try await acme.create("ada", ["emails": [["value": "ada@x.example", "primary": true]]])
      try await acme.create("bob", ["nickName": "ADA@x.example", "title": "both@x.example"])
      try await acme.create("cy", ["title": "Both@x.example"])
      try await acme.create("dee", ["title": "dee@x.example"])
      try house.map(settings: settings("'coalesce(nickName, primary(emails), title)'"))
      let lines = try await house.run("preview", "--json").json
      #expect(count(lines.last, "appleIDTaken") == 1 && count(lines.last, "changes") == 2)
      let taken = try #require(lines.first { $0["marks"]?.array?.contains("appleIDTaken") == true })
      #expect(taken["name"] == "bob" && taken["detail"]?.string?.contains("another user of the directory") == true)
      try house.map(settings: settings("'coalesce(title, primary(emails))'"))
      let preview = try await house.run("preview", "--json").json
      #expect(count(preview.last, "appleIDTaken") == 1 && count(preview.last, "changes") == 2)
      #expect(preview.first { $0["name"] == "cy" }?["detail"]?.string?.contains("by the same change") == true)
      #expect(await house.run("preview").text.contains("APPLE ID TAKEN"))
      #expect(await house.run("apply").code == 0)
      let users = try await house.directory()
      #expect(users["bob"]?["managedAppleID"] == "both@appleid.x.example" && users["cy"]?["managedAppleID"] == nil)
      #expect(users["ada"]?["managedAppleID"] == "ada@appleid.x.example")
      #expect(try await house.run("attention", "--json").json.map { $0["what"] } == ["managedAppleID"])
    }
  }
}
