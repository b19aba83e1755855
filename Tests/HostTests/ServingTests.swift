import Foundation
import Host
import JSON
import Testing

/// `dragoman serve` as a process: how it starts, what it logs, how it ends, and how the verbs find it.
@Suite("Serving", .serialized)
struct ServingTests {
  private let house: CommandLineHouse

  init() throws { house = try CommandLineHouse() }

  private func door() throws -> JSON {
    try JSON(parsing: Array(try Data(contentsOf: URL(fileURLWithPath: house.data + "/admin.json"))))
  }

  private func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: house.data + name)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test("SIGTERM and SIGINT end it with 0; its door is private and goes with it", arguments: [SIGTERM, SIGINT])
  func ends(_ signal: Int32) async throws {
    let host = try ServingProcess(house, "serve")
    try await host.prints("info serving")
    #expect(try mode("/admin.json") == 0o600 && mode("") == 0o700 && mode("/dragoman.sqlite") == 0o600)
    #expect(try door()["pid"]?.integer == Int64(host.pid))
    #expect(try await host.exit(signal) == 0)
    #expect(host.lines.last?.hasSuffix("info stopped") == true)
    #expect(!FileManager.default.fileExists(atPath: house.data + "/admin.json"))
    #expect(try await house.run("audit", "--json").json.map { $0["kind"] } == ["host.started", "host.stopped"])
  }

  @Test("The door is private even where somebody left an open file of its making")
  func privateDoor() async throws {
    try house.write(SampleFile(name: "config/.dragoman/admin.json.new", text: "{}"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o666], ofItemAtPath: house.data + "/admin.json.new")
    let host = try await house.host()
    #expect(try mode("/admin.json") == 0o600)
    await host.stop()
  }

  @Test("JSON log lines: request id and provider in each, the answer's and the audit's id, no token and no filter")
  func log() async throws {
    let host = try ServingProcess(house, "serve", "--log-format", "json")
    try await host.prints("\"serving\"")
    let acme = try await ScimClient(house, "acme")
    let user: JSON = ["schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada"]
    let created = try await acme.send("POST", "/Users", user)
    let refused = try await acme.send("POST", "/Users", user)
    let strange = try await acme.send("GET", "/Users", authorization: "Bearer dgms_nobody")
    let searched = try await acme.send("GET", "/Users?filter=userName+eq+%22secret-name%22")
    let inPath = try await acme.send("GET", "/Users/\(acme.token)")
    #expect([created, refused, strange, searched, inPath].map(\.status) == [201, 409, 401, 200, 404])
    #expect(try await host.exit(SIGTERM) == 0)
    let lines = try host.lines.map { try JSON(parsing: $0) }
    for (answer, status) in [(created, 201), (refused, 409), (strange, 401), (searched, 200), (inPath, 404)] {
      let line = try #require(lines.first { $0["request"]?.string == answer.requestID })
      #expect(line["provider"] == "acme" && line["status"]?.integer == Int64(status) && line["ms"] != nil)
    }
    #expect(!host.output.contains(acme.token) && !host.output.contains("secret-name"))
    let audit = try await house.run("audit", "--json").json
    for (answer, kind) in [(created, "user.created"), (refused, "request.refused"), (strange, "request.refused")] {
      #expect(audit.contains { $0["request"]?.string == answer.requestID && $0["kind"]?.string == kind })
    }
  }

  @Test("Text log lines bear request id and provider too")
  func textLog() async throws {
    let host = try ServingProcess(house, "serve")
    try await host.prints("info serving")
    let acme = try await ScimClient(house, "acme")
    let answer = try await acme.send("GET", "/Users/nobody")
    #expect(try await host.exit(SIGTERM) == 0)
    let line = try #require(host.lines.first { $0.contains("request=\(answer.requestID ?? "?") ") })
    #expect(line.contains(" provider=acme ") && line.contains("line=\"GET /scim/v2/acme/Users/nobody\" status=404 "))
  }

  @Test("A second host on the same data, and a port that is taken, are told in a sentence")
  func taken() async throws {
    let host = try ServingProcess(house, "serve")
    try await host.prints("info serving")
    let second = try ServingProcess(house, "serve")
    #expect(try await second.exit() == 1)
    #expect(second.output.contains("error: the data directory is in use by process \(host.pid)"))
    let address = try #require(try door()["address"]?.string?.dropFirst("http://".count))
    for flag in ["--listen", "--admin-listen"] {
      let third = try ServingProcess(house, "serve", flag, String(address), "--data", house.path("elsewhere"))
      #expect(try await third.exit() == 1)
      #expect(third.output.contains("error: cannot listen on 127.0.0.1 port ") && third.output.contains("in use"))
    }
    #expect(try await host.exit(SIGTERM) == 0)
  }

  @Test("A door that a killed host left is passed by, whoever has its number by now")
  func staleDoor() async throws {
    let host = try ServingProcess(house, "serve")
    try await host.prints("info serving")
    let left = try Data(contentsOf: URL(fileURLWithPath: house.data + "/admin.json"))
    #expect(try await host.exit(SIGKILL) == -SIGKILL)
    #expect(FileManager.default.fileExists(atPath: house.data + "/admin.json"))
    #expect(await house.run("users").text == "No users yet.")
    let elsewhere = try CommandLineHouse()
    let other = try ServingProcess(elsewhere, "serve")
    try await other.prints("info serving")
    var door = try #require(JSON(parsing: Array(left)).object)
    door["pid"] = JSON(Int(other.pid))
    try Data(JSON.object(door).bytes).write(to: URL(fileURLWithPath: house.data + "/admin.json"))
    #expect(await house.run("users").text == "No users yet.")
    #expect(try await other.exit(SIGTERM) == 0)
  }

  @Test("A host that owns the store and doesn't answer is named, and found again when it does")
  func silent() async throws {
    let host = try ServingProcess(house, "serve")
    try await host.prints("info serving")
    kill(host.pid, SIGSTOP)
    let outcome = await house.run("users")
    #expect(outcome.code == 1)
    #expect(outcome.text.contains("process \(host.pid) owns the data directory") && outcome.text.contains("try again"))
    kill(host.pid, SIGCONT)
    #expect(await house.run("users").text == "No users yet.")
    #expect(try await host.exit(SIGTERM) == 0)
  }

  @Test("A verb waits for a host that is just starting")
  func starting() async throws {
    let host = try ServingProcess(house, "serve")
    for _ in 0..<5 { #expect(await house.run("token", "list", "acme").code == 0) }
    // The verbs may have held the store when the host wanted it.
    if host.output.contains("in use") { return }
    try await host.prints("info serving")
    #expect(try await host.exit(SIGTERM) == 0)
  }

  @Test("audit --follow prints what happens as it happens, under one head, and ends on SIGINT with 0")
  func follow() async throws {
    let host = try ServingProcess(house, "serve")
    try await host.prints("info serving")
    let acme = try await ScimClient(house, "acme")
    let follower = try ServingProcess(house, "audit", "--follow", "--provider", "acme")
    try await follower.prints("token.created")
    try await acme.create("ada")
    try await follower.prints("user.created")
    try await acme.group("Engines", [])
    try await follower.prints("group.created")
    #expect(try await follower.exit(SIGINT) == 0)
    #expect(follower.lines.count == 4 && follower.lines.count { $0.hasPrefix("TIME") } == 1, "\(follower.output)")
    #expect(try await host.exit(SIGTERM) == 0)
  }
}
