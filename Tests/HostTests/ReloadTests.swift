import AdapterTesting
import Foundation
import Host
import JSON
import Testing

/// A host that takes over changed files without a restart: by signal, by watching, under load, after a kill.
@Suite("Reload", .serialized)
struct ReloadTests {
  private let house: CommandLineHouse

  init() throws { house = try CommandLineHouse() }

  @Test("SIGHUP applies; a broken file changes nothing, and log and /readyz say what is wrong, with its place")
  func signal() async throws {
    let host = try ServingProcess(house, "serve")
    try await host.prints("info serving")
    try await ScimClient(house, "acme").create("ada", ["title": "Countess"])
    try house.map(["title": "upper(titel)"])
    kill(host.pid, SIGHUP)
    try await host.prints("configuration refused")
    let door = try JSON(parsing: Array(try Data(contentsOf: URL(fileURLWithPath: house.data + "/admin.json"))))
    let ready = try await Wire.send(door["address"]?.string ?? "", "GET", "/readyz")
    let reason = try JSON(parsing: ready.body)["configuration"]?["trouble"]?["reasons"]?.at(0)?.string
    #expect(ready.status == 200 && reason?.contains("acme.yaml:7:") == true && reason?.contains("titel") == true)
    try await ScimClient(house, "acme").create("bob", ["title": "Lord"])
    #expect(try await house.directory()["bob"]?["title"] == "Lord")
    try house.map(
      ["title": "upper(title)"],
      more: "  examples:\n    - given: { userName: a, title: b }\n      expect: { title: b }\n")
    #expect(await house.run("apply").text.contains("title isn't what is expected"), "a failing example keeps it out")
    try house.map(["title": "upper(title)"])
    kill(host.pid, SIGHUP)
    try await host.prints("info re-mapped")
    #expect(try await house.directory()["ada"]?["title"] == "COUNTESS")
    #expect(try await host.exit(SIGTERM) == 0)
  }

  @Test("watch: true applies a changed file by itself; a provider that is new is served, one that is gone is not")
  func watched() async throws {
    try house.configure("watch: true")
    try await house.withHost { host in
      let acme = try await ScimClient(house, "acme")
      let globex = try await ScimClient(house, "globex")
      try await acme.create("ada", ["title": "Countess"])
      try house.map(["title": "upper(title)"])
      for _ in 0..<1000 {
        if try await house.directory()["ada"]?["title"] == "COUNTESS" { break }
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(try await house.directory()["ada"]?["title"] == "COUNTESS")
      let initech = "provider: initech\nadapter: Standard\nmapping: { extends: Standard }\n"
      try house.write(SampleFile(name: "config/providers/initech.yaml", text: initech))
      try FileManager.default.removeItem(atPath: house.path("config/providers/globex.yaml"))
      #expect(await house.run("apply").code == 0)
      try await ScimClient(house, "initech").create("ida")
      #expect(try await globex.send("GET", "/Users").status == 401)
      #expect(try await acme.send("GET", "/Users").status == 200)
      #expect(host.faults.isEmpty)
    }
  }

  @Test("What can't be reloaded is named and stays until a restart; the rest comes into force")
  func frozen() async throws {
    try await house.withHost { host in
      try house.configure("trustedProxies: [10.0.0.1]")
      let text = try String(contentsOfFile: house.config, encoding: .utf8)
        .replacing("requestBurst: 100000 }", with: "requestBurst: 100000, connections: 999, pageSize: 7 }")
        .replacing("listen: 127.0.0.1:0\nadmin", with: "listen: 127.0.0.1:1\nadmin")
      try house.write(
        SampleFile(
          name: "config/dragoman.yaml", text: text.replacing("pageSize: 7", with: "pageSize: 7, defaultPageSize: 7")))
      let outcome = try await house.run("apply", "--json").json.first
      let restart = outcome?["restart"]?.array?.compactMap(\.string)
      #expect(restart == ["listen", "trustedProxies", "limits.connections"])
      let acme = try await ScimClient(house, "acme")
      for number in 0..<9 { try await acme.create("u\(number)") }
      #expect(try await acme.send("GET", "/Users").body["itemsPerPage"] == 7)
      try await house.ready(host) { $0["configuration"]?["restart"]?.array?.count == 3 }
    }
  }

  @Test("Requests go on while it is swapped, and no write is left under the old mapping")
  func underLoad() async throws {
    try await house.withHost { host in
      let acme = try await ScimClient(house, "acme")
      for number in 0..<60 { try await acme.create("u\(number)", ["title": "a"]) }
      let statuses = try await withThrowingTaskGroup(of: [Int].self) { group in
        for client in 0..<6 {
          group.addTask {
            var statuses: [Int] = []
            for number in 0..<20 {
              let body: JSON = [
                "schemas": [.string(userURN)], "userName": .string("c\(client)-\(number)"), "title": "a",
              ]
              statuses.append(try await acme.send("POST", "/Users", body).status)
            }
            return statuses
          }
        }
        for rule in [#"join("", title, "b")"#, #"join("", title, "c")"#, "upper(title)"] {
          try house.map(["title": rule])
          let applied = await house.run("apply", "--no-wait")
          #expect(applied.code == 0, "\(applied.text)")
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(statuses.count == 120 && statuses.allSatisfy { $0 == 201 })
      try await house.ready(host) { $0["configuration"] == nil }
      let users = try await house.directory()
      #expect(users.count == 180 && users.values.allSatisfy { $0["title"] == "A" })
      let metrics = try await Wire.send(host.adminAddress, "GET", "/metrics").text
      #expect(metrics.contains("dragoman_remap_running{provider=\"acme\"} 0"))
      #expect(metrics.contains("dragoman_configuration_changes_total{result=\"applied\"} 3"))
      #expect(await house.run("audit", "--verify").code == 0)
    }
  }

  @Test("A killed host goes on where it was: every entry once")
  func killed() async throws {
    let users = 400
    try await house.withHost { _ in
      let acme = try await ScimClient(house, "acme")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for part in 0..<8 {
          group.addTask {
            for number in 0..<users / 8 { try await acme.create("u\(part)-\(number)", ["title": "a"]) }
          }
        }
        try await group.waitForAll()
      }
    }
    let first = try ServingProcess(house, "serve")
    try await first.prints("info serving")
    try house.map(["title": "upper(title)"])
    #expect(await house.run("apply", "--no-wait").code == 0)
    _ = try await first.exit(SIGKILL)
    let done = try await house.audit("user.remapped").count
    let second = try ServingProcess(house, "serve")
    try await second.prints("info re-mapped")
    #expect(done < users, "it was killed in the midst of it")
    let entries = try await house.audit("user.remapped")
    #expect(entries.count == users && Set(entries.compactMap { $0["resourceID"]?.string }).count == users)
    #expect(try await house.directory().values.allSatisfy { $0["title"] == "A" })
    #expect(await house.run("audit", "--verify").code == 0)
    #expect(try await second.exit(SIGTERM) == 0)
  }
}
