import AdapterTesting
import Foundation
import Host
import JSON
import Synchronization
import Testing

/// A provider whose library runs in child processes: what goes wrong in it costs one request.
@Suite("An isolated adapter", .serialized, .enabled(if: DoorLibrary.canCompile, "no C compiler (cc)"))
final class AdapterProcessTests {
  private let folder = NSTemporaryDirectory() + "dragoman-wild-\(UUID().uuidString)"
  private let log: HostLog

  init() throws {
    try WildLibrary.write(in: folder)
    try #require(FileManager.default.createFile(atPath: folder + "/log", contents: nil))
    log = HostLog(.json, output: try #require(FileHandle(forWritingAtPath: folder + "/log")))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func run(
    _ providers: [String: String], limits: String, _ body: (TestHost) async throws -> Void
  ) async throws {
    let providers = providers.sorted { $0.key < $1.key }.map { name, isolation in
      TestProvider(name: name, adapter: "Wild", yaml: "isolation: \(isolation)")
    }
    try await TestHost.run(providers, adapters: folder, limits: limits, log: log, body)
  }

  /// The log's line about a request.
  private func line(_ reply: TestReply) throws -> JSON {
    let id = try #require(reply.header("Request-Id"))
    let lines = try String(contentsOfFile: folder + "/log", encoding: .utf8).split(separator: "\n")
    return try JSON(parsing: String(try #require(lines.first { $0.contains(id) })))
  }

  private func status(_ host: TestHost, _ provider: String) async throws -> JSON {
    try await host.perform("provider.status", ["name": .string(provider)]).array?.first ?? .null
  }

  /// Good requests, one after the other until it is told to end; every answer must be 200.
  private static func load(_ client: TestClient, until over: Over) async throws -> Int {
    var count = 0
    while !over.isSet {
      let reply = try await client.send("GET", "/Users?filter=userName%20eq%20%22ada%22")
      #expect(reply.status == 200, "beside the bad ones: \(reply.body)")
      count += 1
    }
    return count
  }

  @Test("Traps, loops, exits, null, garbage, 100 MB: each costs its request, and under load no other")
  func misdeeds() async throws {
    try await run(
      ["caged": "process", "other": "process", "free": "none"],
      limits: "adapterTime: 3s, adapterProcesses: 3, adapterMemory: 256 MiB"
    ) { host in
      let (caged, other, free) = (
        try await host.client("caged"), try await host.client("other"), try await host.client("free")
      )
      let isOver = Over()
      async let first = Self.load(caged, until: isOver)
      async let second = Self.load(other, until: isOver)
      async let third = Self.load(free, until: isOver)
      let hasSpun = Over()
      async let spinning = Self.spin(caged, hasSpun)
      for (word, cause) in WildLibrary.misdeeds {
        let reply = try await caged.send("POST", "/Users?x=\(word)", User.of("\(word)@example.org"))
        #expect(reply.status == 500 && reply.body["status"] == "500", "\(word): \(reply.body)")
        #expect(reply.body["detail"]?.string?.contains("adapter failed at the request, and nothing changed") == true)
        let line = try line(reply)
        #expect(line["cause"]?.string?.contains(cause) == true, "\(word): \(line)")
        #expect(try await caged.send("GET", "/Users?count=0").body["totalResults"] == 0, "after \(word)")
        if word == "trap" { #expect(!hasSpun.isSet, "the others waited for the loop") }
      }
      let spun = try await spinning
      #expect(spun.status == 500)
      #expect(try line(spun)["cause"]?.string?.contains("didn't answer in time") == true)
      isOver.set()
      for count in try await [first, second, third] { #expect(count > 10) }
      try await told(host)
    }
  }

  /// What the administrator is told afterwards.
  private func told(_ host: TestHost) async throws {
    let status = try await status(host, "caged")
    #expect(status["health"] == "ok" && status["isolation"] == "process", "\(status)")
    #expect((status["restarts"]?.integer ?? 0) == 6 && status["lastEnd"]?.string?.isEmpty == false, "\(status)")
    #expect(try await self.status(host, "other")["restarts"] == 0)
    #expect(try await self.status(host, "free")["isolation"] == nil)
    let metrics = try await Wire.send(host.host.adminAddress, "GET", "/metrics").text
    #expect(metrics.contains(#"dragoman_adapter_restarts_total{provider="caged",cause="ended"} 5"#), "\(metrics)")
    #expect(metrics.contains(#"dragoman_adapter_restarts_total{provider="caged",cause="late"} 1"#))
    #expect(metrics.contains(#"provider="caged",operation="refused",status="500"} 13"#))
    let refusals = try await host.perform("refusals.list", ["provider": "caged"]).description
    #expect(refusals.contains("adapter failed at the request"), "\(refusals)")
    let spoken = try String(contentsOfFile: folder + "/log", encoding: .utf8)
    #expect(spoken.contains("ended by signal 6 (Aborted): the wild one gives up"))
  }

  private static func spin(_ client: TestClient, _ over: Over) async throws -> TestReply {
    let reply = try await client.send("GET", "/Users?x=spin")
    over.set()
    return reply
  }

  @Test("A failure while the answer is rendered sends the RFC's form: what was done was done, and the log says why")
  func rendering() async throws {
    try await run(["caged": "process"], limits: "adapterTime: 2s") { host in
      let client = try await host.client("caged")
      for word in ["trap", "spin", "garbage", "null"] {
        let made = try await client.send("POST", "/Users?late=1&x=\(word)", User.of("\(word)@example.org"))
        #expect(made.status == 201 && made.body["userName"]?.string == "\(word)@example.org")
        #expect(try line(made)["notes"]?.description.contains("could not render the answer") == true)
      }
      #expect(try await host.users().count == 4)
    }
  }

  @Test("In a bulk it costs the one operation")
  func bulk() async throws {
    try await run(["caged": "process"], limits: "adapterTime: 5s") { host in
      let operations = ["/Users", "/Users?x=trap", "/Users?x=garbage", "/Users"].enumerated().map {
        number, path -> JSON in
        [
          "method": "POST", "path": .string(path), "bulkId": .string("\(number)"),
          "data": User.of("u\(number)@example.org"),
        ]
      }
      let bulk: JSON = [
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": .array(operations),
      ]
      let answer = try await host.client("caged").send("POST", "/Bulk", bulk)
      let statuses = answer.body["Operations"]?.array?.compactMap { $0["status"]?.string }
      #expect(answer.status == 200 && statuses == ["201", "500", "500", "201"], "\(answer.body)")
      #expect(try await host.users().count == 2)
    }
  }

  @Test("One process after the other ends: the next one waits, the provider's health says so, and it comes back")
  func backOff() async throws {
    try await run(["caged": "process", "other": "process"], limits: "adapterProcesses: 1") { host in
      let (client, other) = (try await host.client("caged"), try await host.client("other"))
      for _ in 0..<5 { #expect(try await client.send("GET", "/Users?x=exit").status == 500) }
      let refused = try await client.send("GET", "/Users")
      #expect(refused.status == 503 && refused.header("Retry-After") == "1", "\(refused)")
      let status = try await status(host, "caged")
      #expect(status["health"] == "out of service", "\(status)")
      #expect(status["reason"]?.string?.contains("ended with code 3; 5 of its processes ended in a row") == true)
      #expect(try await Wire.send(host.host.adminAddress, "GET", "/readyz").text.contains("caged"))
      let waiting = try await host.attention().description
      #expect(waiting.contains("caged") && waiting.contains("ended in a row"), "\(waiting)")
      #expect(try await other.send("GET", "/Users").status == 200)
      for _ in 0..<200 where try await client.send("GET", "/Users").status == 503 {
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(try await self.status(host, "caged")["health"] == "ok")
    }
  }

  @Test("Every process hangs: who finds none in time is told to come again, and other providers are served")
  func busy() async throws {
    try await run(["caged": "process", "other": "process"], limits: "adapterProcesses: 1, adapterTime: 2s") { host in
      let (client, other) = (try await host.client("caged"), try await host.client("other"))
      async let first = client.send("GET", "/Users?x=sleep").status
      async let second = client.send("GET", "/Users?x=sleep").status
      for _ in 0..<20 { #expect(try await other.send("GET", "/Users").status == 200) }
      let statuses = try await [first, second].sorted()
      #expect([[500, 500], [500, 503]].contains(statuses), "\(statuses)")
      #expect(try await client.send("GET", "/Users").status == 200)
    }
  }

  @Test("No adapter is told who may come in, in the host or in a process of its own; other headers it sees")
  func credentials() async throws {
    try await run(["caged": "process", "free": "none"], limits: "adapterTime: 5s") { host in
      for name in ["caged", "free"] {
        let client = try await host.client(name)
        let more = [
          (name: "Cookie", value: "a=b"), (name: "proxy-authorization", value: "Bearer \(client.token)"),
          (name: "X-Seen", value: "yes"),
        ]
        let made = try await client.send("POST", "/Users?x=header", User.of("ada@example.org"), with: more)
        #expect(made.status == 201, "\(name): \(made.body)")
        let bulk: JSON = [
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [["method": "POST", "path": "/Users", "bulkId": "a", "data": User.of("bob@example.org")]],
        ]
        let answer = try await client.send("POST", "/Bulk", bulk, with: more)
        #expect(answer.body["Operations"]?.array?.first?["status"] == "201", "\(name): \(answer.body)")
      }
      let spoken = try String(contentsOfFile: folder + "/log", encoding: .utf8)
      #expect(!spoken.contains("it was told a secret"))
    }
  }
}

/// A flag that tasks share.
private final class Over: Sendable {
  private let flag = Atomic<Bool>(false)
  var isSet: Bool { flag.load(ordering: .acquiring) }
  func set() { flag.store(true, ordering: .releasing) }
}
