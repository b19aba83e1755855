import Foundation
import Host
import JSON
import Testing

import SQL
@testable import dragoman

/// `dragoman audit` and `dragoman erase`.
@Suite("Command line: audit", .serialized)
struct CommandLineAuditTests {
  private let house: CommandLineHouse

  init() throws { house = try CommandLineHouse() }

  private func kinds(_ words: String...) async throws -> [String] {
    try await house.run(["audit", "--json", "--limit", "0"] + words).json.compactMap { $0["kind"]?.string }
  }

  @Test("By directory id, SCIM id and user name one finds the same, memberships included, also once deleted")
  func user() async throws {
    let host = try await house.host()
    let acme = try await ScimClient(house, "acme")
    let ada = try await acme.create("Ada@acme.example", ["externalId": "ext-ada"])
    let eve = try await acme.create("eve@acme.example")
    let group = try await acme.group("Engines", [ada])
    try await acme.group("By external id", ["ext-ada", eve])
    let id = try #require(try await house.run("users", "show", ada, "--json").json.first?["entry"]?["id"]?.string)
    let expected = ["user.created", "member.added", "member.added"]
    for name in [id, ada, "ADA@acme.example"] { #expect(try await kinds("--user", name) == expected, "\(name)") }
    #expect(try await kinds("--user", group).sorted() == ["group.created", "member.added"])
    #expect(try await acme.send("DELETE", "/Users/\(ada)").status == 204)
    let all = expected + ["user.deleted", "member.removed", "member.removed"]
    for name in [id, ada, "ada@acme.example"] {
      #expect(try await kinds("--user", name).sorted() == all.sorted(), "\(name)")
    }
    #expect(try await kinds("--user", "nobody").isEmpty)
    #expect(await house.run("audit", "--user", "nobody").text == "No entries.")
    let erased = await house.run("erase", "--user", "ada@acme.example", "--yes")
    #expect(erased.code == 0 && erased.text.hasPrefix("Erased "), "\(erased.text)")
    #expect(await house.run("audit", "--verify").text.hasPrefix("valid: "))
    let rest = await house.run("audit", "--json", "--limit", "0").text
    #expect(!rest.contains("ada@acme"))
    await host.stop()
  }

  @Test("Filters, forms and counts")
  func filters() async throws {
    let host = try await house.host()
    let acme = try await ScimClient(house, "acme")
    _ = try await ScimClient(house, "globex")
    try await acme.create("ada", ["displayName": "=cmd()\u{202E}"])
    #expect(try await acme.send("POST", "/Users", ["userName": "ada"]).status == 409)
    #expect(
      try await kinds("--kind", "user.created,token.created", "--provider", "acme") == [
        "token.created", "user.created",
      ])
    #expect(try await kinds("--refused") == ["request.refused"])
    #expect(try await kinds("--provider", "host") == ["host.started"])
    #expect(try await kinds("--since", "2999-01-01").isEmpty)
    #expect(try await house.run("audit", "--json", "--limit", "1").json.count == 1)
    let table = await house.run("audit")
    #expect(table.out[0].hasPrefix("TIME (UTC)") && table.text.contains("refused") && !table.text.contains("\u{202E}"))
    let csv = await house.run("audit", "--csv")
    #expect(csv.out[0] == AuditColumns.names.joined(separator: ",") && csv.out.count == table.out.count)
    let summary = await house.run("audit", "--summary")
    #expect(summary.out.contains { $0.hasPrefix("acme") && $0.contains("request.refused") })
    let lines = try await house.run("audit", "--summary", "--json").json
    #expect(lines.allSatisfy { $0.object?.map(\.key) == ["provider", "day", "kind", "count"] } && lines.count == 5)
    #expect(await house.run("audit", "--kind", "user.create").text.contains("did you mean 'user.created'?"))
    await host.stop()
    #expect(await house.run("audit", "--follow").text.contains("no host runs here"))
  }

  @Test("Following ends with its reader, though nothing new comes")
  func followed() async throws {
    let host = try await house.host()
    let (process, executable) = (Process(), try #require(ServingProcess.executable))
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", #""$0" audit --follow --config "$1" | head -n 1"#, executable.path, house.config]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    for _ in 0..<1500 where process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    #expect(!process.isRunning)
    await host.stop()
  }

  @Test("A chain that was tampered with, and a tail that was cut, are found and named")
  func verify() async throws {
    let host = try await house.host()
    let acme = try await ScimClient(house, "acme")
    for name in ["ada", "eve", "bob"] { try await acme.create(name) }
    await host.stop()
    let heads = house.path("heads.json")
    #expect(await house.run("audit", "--write-heads", heads).text == "Wrote the heads of 2 chains to \(heads).")
    let whole = await house.run("audit", "--verify", "--heads", heads)
    #expect(whole.code == 0 && whole.text == "valid: 6 entries in 2 chains")

    let changed = try copy("UPDATE audit_entry SET line = replace(line, 'user.created', 'user.updated') WHERE seq = 3")
    let fault = await house.run("audit", "--verify", "--data", changed)
    #expect(fault.code == 1 && fault.out.allSatisfy { $0.hasPrefix("fault: acme 3: ") } && !fault.out.isEmpty)
    let json = try await house.run("audit", "--verify", "--data", changed, "--json").json
    #expect(json.first?["faults"]?.array?.isEmpty == false)

    let cut = try copy(
      "DELETE FROM audit_entry WHERE provider = 'acme' AND seq = 4",
      "UPDATE chain_head SET seq = 3, hash = (SELECT hash FROM audit_entry WHERE provider = 'acme' AND seq = 3) "
        + "WHERE provider = 'acme'")
    #expect(await house.run("audit", "--verify", "--data", cut).code == 0, "a bare chain can't show a cut tail")
    let short = await house.run("audit", "--verify", "--data", cut, "--heads", heads)
    #expect(short.code == 1 && short.text.contains("fault: acme 4: "), "\(short.text)")

    #expect(await house.run("audit", "--verify", "--heads", house.path("none")).code == 2)
    #expect(await house.run("audit", "--verify", "--heads", house.config).code == 1)
  }

  /// A copy of the data directory with statements carried out on it behind the host's back.
  private func copy(_ statements: String...) throws -> String {
    let path = house.path("copy-\(UUID().uuidString)")
    try FileManager.default.copyItem(atPath: house.data, toPath: path)
    let connection = try SQLiteConnection(path: path + "/dragoman.sqlite", options: SQLiteOptions(role: .writer))
    for statement in statements { try connection.execute(statement, []) }
    return path
  }
}
