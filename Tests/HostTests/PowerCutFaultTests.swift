#if os(Linux)
  import Foundation
  import JSON
  import Testing

  /// Other ends than a sudden one: asked to stop, killed while it starts, a disk that fails or is full.
  @Suite(
    "Ends and faults of a host", .serialized, .ownThread, .enabled(if: PowerCutShim.path != nil, PowerCutShim.isMissing)
  )
  struct PowerCutFaultTests {
    @Test("T15 Asked to end under load, it answers what it took, ends with 0 and loses nothing", arguments: 1...4)
    func ends(_ seed: Int) throws {
      let life = try PowerCutLife(seed: UInt64(seed))
      let host = try life.start()
      host.waitForRequests(40 * seed)
      host.process.signal(seed % 2 == 0 ? SIGTERM : SIGINT)
      #expect(host.process.wait() == 0)
      let files = try FileManager.default.contentsOfDirectory(atPath: life.home.data)
      #expect(files.sorted() == ["dragoman.sqlite", "lock", "recordings"], "the log is copied, the door is gone")
      life.join()
      #expect(life.unanswered == 0)
      try life.end(leaving: seed < 3 ? .nothing : .some)
      #expect(life.acknowledged > 0)
      #expect(life.settled == 0, "a request was carried out and never answered")
    }

    @Test("T14 A second host on the same data directory says who has it, and ends with 1")
    func second() throws {
      let life = try PowerCutLife(seed: 1)
      let host = try life.start()
      let second = try life.home.run(["serve"], output: life.home.path + "-second")
      #expect(second.wait() == 1)
      #expect(second.said.contains("the data directory is in use by process \(host.process.pid)"), "\(second.said)")
      host.waitForRequests(20)
      host.kill()
      try life.end(leaving: .nothing)
      #expect(life.acknowledged > 0)
    }

    /// The first start makes the directory, the file, the schema, and a token.
    @Test("A first start that is killed at any change is made good by the next")
    func tornStarts() throws {
      var random = PowerCutRandom(1)
      var number = 1
      var kills = 0
      while true {
        let home = try PowerCutHome()
        let first = try home.run(["token", "new", "a", "--json"], ["POWERCUT_KILL_AT": "\(number)"])
        guard first.wait() == -SIGKILL else { break }
        kills += 1
        try PowerCutNotes(home).undo(number % 3 == 0 ? .some : .nothing, &random)
        let tokens = try home.tokens()
        #expect(tokens.count == 2)
        let found = try PowerCutCheck(home.copy(), after: 0, deep: true)
        #expect(found.faults == [], "killed at change \(number)")
        number += number < 24 ? 1 : 13
      }
      #expect(kills > 24)
    }

    @Test("T7 When a sync fails the host ends at once, and nothing that it answered is lost", arguments: [3, 4, 7, 12])
    func failedSync(_ number: Int) throws {
      let life = try PowerCutLife(seed: UInt64(number))
      try life.round(0, upTo: 60, deep: false)
      life.tolerate([503])
      let host = try life.start(["POWERCUT_FAIL_SYNC_AT": "\(number)"])
      #expect(host.process.wait() == 1)
      #expect(host.process.said.contains("the disk refused a write that must be durable; the host ends"))
      #expect(life.unanswered > 0)
      try life.end(leaving: .nothing)
      life.tolerate([])
      try life.round(1, upTo: 60, deep: true)
    }

    @Test("T7 When the first sync fails the host doesn't start")
    func failedFirstSync() throws {
      let home = try PowerCutHome()
      _ = try home.tokens()
      let process = try home.run(["serve"], ["POWERCUT_FAIL_SYNC_AT": "1"])
      #expect(process.wait() == 1)
      #expect(process.said.contains("the disk can't be trusted any more"), "\(process.said)")
    }

    @Test("T5 On a full disk writes are answered 503 and reads go on; with room again it writes, without a restart")
    func full() throws {
      let life = try PowerCutLife(seed: 1)
      let host = try life.start(writing: 0)
      let client = try PowerCutClient(port: host.port)
      let token = try #require(life.tokens["a"])
      func create(_ name: String) throws -> PowerCutClient.Answer {
        let schemas: JSON = ["urn:ietf:params:scim:schemas:core:2.0:User"]
        let body: JSON = ["schemas": schemas, "userName": .string(name), "externalId": .string("a-\(name)")]
        return try client.ask("POST", "/scim/v2/a/Users", token: token, body: body)
      }
      let id = try #require(try create("before").body?["id"]?.string)
      try Data().write(to: URL(fileURLWithPath: life.home.full))
      for number in 0..<20 {
        let answer = try create("during \(number)")
        #expect(answer.status == 503)
        #expect(answer.headers["retry-after"].flatMap { Int($0) } ?? 0 > 0)
        #expect(answer.body?["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"])
        #expect(answer.body?["status"]?.string == "503")
        #expect(try client.ask("DELETE", "/scim/v2/a/Users/\(id)", token: token).status == 503)
        #expect(try client.ask("GET", "/scim/v2/a/Users/\(id)", token: token).status == 200)
        let list = try client.ask("GET", "/scim/v2/a/Users?filter=userName%20sw%20%22d%22", token: token)
        #expect(list.status == 200 && list.body?["totalResults"]?.integer == 0)
      }
      try FileManager.default.removeItem(atPath: life.home.full)
      #expect(try create("after").status == 201)
      #expect(try client.ask("DELETE", "/scim/v2/a/Users/\(id)", token: token).status == 204)
      host.kill()
      var random = PowerCutRandom(1)
      try PowerCutNotes(life.home).undo(.nothing, &random)
      let found = try PowerCutCheck(life.home.copy(), after: 0, deep: true)
      #expect(found.faults == [])
      #expect(
        found.entries.map { $0.words.prefix { $0 != " " } }.sorted() == [
          "group.created", "group.created", "user.created", "user.created", "user.deleted",
        ])
    }
  }
#endif
