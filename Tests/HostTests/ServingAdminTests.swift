import AdapterTesting
import Foundation
import Host
import JSON
import Testing

/// The administrators' listener: health, readiness, metrics, and who is let in.
@Suite("Serving: the administrators' listener", .serialized)
struct ServingAdminTests {
  private let house: CommandLineHouse

  init() throws { house = try CommandLineHouse() }

  private func withHost(_ body: (RunningHost) async throws -> Void) async throws {
    let host = try await house.host()
    do { try await body(host) } catch {
      await host.stop()
      throw error
    }
    await host.stop()
  }

  @Test("The admin API wants its credential; a SCIM token doesn't open it, nor the credential an endpoint")
  func credentials() async throws {
    try await withHost { host in
      let acme = try await ScimClient(house, "acme")
      let file = try Data(contentsOf: URL(fileURLWithPath: house.data + "/admin.json"))
      let credential = try #require(try JSON(parsing: Array(file))["credential"]?.string)
      for authorization in [nil, "Bearer ", "Bearer \(acme.token)", "Bearer \(credential)x", credential] {
        let headers = authorization.map { [(name: "Authorization", value: $0)] } ?? []
        let reply = try await Wire.send(host.adminAddress, "POST", "/admin/v1/users.list", headers, Array("{}".utf8))
        #expect(reply.status == 401 && reply.header("WWW-Authenticate") == "Bearer")
      }
      let headers = [(name: "Authorization", value: "Bearer \(credential)")]
      func status(_ method: String, _ path: String, _ body: String) async throws -> Int {
        try await Wire.send(host.adminAddress, method, path, headers, Array(body.utf8)).status
      }
      #expect(try await status("POST", "/admin/v1/users.list", "{}") == 200)
      #expect(try await status("POST", "/admin/v1/users.list", "[]") == 400)
      #expect(try await status("POST", "/admin/v1/users.list", "{") == 400)
      #expect(try await status("POST", "/admin/v1/nothing", "{}") == 422)
      #expect(try await status("GET", "/admin/v1/users.list", "") == 405)
      #expect(try await acme.send("GET", "/Users", authorization: "Bearer \(credential)").status == 401)
    }
  }

  @Test("Health, readiness and what isn't there")
  func health() async throws {
    try await withHost { host in
      let health = try await Wire.send(host.adminAddress, "GET", "/healthz")
      #expect(health.status == 200 && health.text == "ok\n")
      let ready = try await Wire.send(host.adminAddress, "GET", "/readyz")
      #expect(ready.status == 200)
      #expect(try JSON(parsing: ready.body) == ["ready": true, "store": "ok", "outOfService": []])
      #expect(try await Wire.send(host.adminAddress, "GET", "/").status == 404)
      #expect(try await Wire.send(host.adminAddress, "POST", "/metrics").status == 405)
      #expect(try await Wire.send(host.address, "GET", "/metrics").status == 404)
    }
  }

  @Test("Metrics are Prometheus text: every family has its help and type, the histogram adds up, the counts are right")
  func metrics() async throws {
    try await withHost { host in
      let acme = try await ScimClient(house, "acme")
      for name in ["ada", "eve"] { try await acme.create(name) }
      #expect(try await acme.send("GET", "/Users/nobody").status == 404)
      let reply = try await Wire.send(host.adminAddress, "GET", "/metrics")
      #expect(reply.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
      let lines = reply.text.split(separator: "\n").map(String.init)
      var typed: Set<String> = []
      for line in lines where line.hasPrefix("# TYPE ") { typed.insert(String(line.split(separator: " ")[2])) }
      for line in lines where !line.hasPrefix("#") {
        let sample = try #require(
          line.wholeMatch(of: /([a-z_]+)(\{[a-z_]+="[^"\\]*"(,[a-z_]+="[^"\\]*")*\})? [0-9.e+-]+/))
        let family = String(sample.1).replacing(/_(bucket|sum|count)$/, with: "")
        #expect(typed.contains(String(sample.1)) || typed.contains(family), "\(line)")
      }
      #expect(lines.count { $0.hasPrefix("# HELP ") } == typed.count)
      #expect(lines.contains("dragoman_requests_total{provider=\"acme\",operation=\"create\",status=\"201\"} 2"))
      #expect(lines.contains("dragoman_requests_total{provider=\"acme\",operation=\"read\",status=\"404\"} 1"))
      #expect(lines.contains("dragoman_request_duration_seconds_bucket{le=\"+Inf\"} 3"))
      #expect(lines.contains("dragoman_request_duration_seconds_count 3"))
      #expect(lines.contains("dragoman_commit_batch_size_count 2") && lines.contains("dragoman_attention 0"))
      #expect(lines.contains("dragoman_provider_up{provider=\"globex\"} 1"))
      #expect(lines.contains { $0.hasPrefix("dragoman_last_success_timestamp_seconds{provider=\"acme\"} ") })
    }
  }

  @Test("An adapter that can't load takes its own provider out of service, says so everywhere, and no other's")
  func outOfService() async throws {
    try house.write(
      SampleFile(
        name: "Adapters/Lost/adapter.yaml",
        text: "name: Lost\nidp: Lost IdP\nversion: 1.0.0\nevidence: inferred\nlibrary: ./libLost.so\n"))
    try house.write(
      SampleFile(
        name: "config/providers/lost.yaml", text: "provider: lost\nadapter: Lost\nmapping: { extends: Standard }\n"))
    try house.write(
      SampleFile(
        name: "config/dragoman.yaml",
        text: """
          listen: 127.0.0.1:0
          adminListen: 127.0.0.1:0
          adapters: ["\(CommandLineHouse.root)/Plugins", ../Adapters]
          providers: providers

          """))
    let why = "the adapter's library was not found"
    let check = await house.run("check")
    #expect(check.code == 1 && check.text.contains(why) && check.text.contains("config/providers/lost.yaml:2:10"))
    let alone = await house.run("provider", "status")
    #expect(alone.code == 1 && alone.text.contains("lost: out of service: \(why)"), "without a host")
    let log = FileManager.default.temporaryDirectory.appending(path: "dragoman-log-\(UUID().uuidString)")
    try Data().write(to: log)
    defer { try? FileManager.default.removeItem(at: log) }
    let host = try await house.host(log: HostLog(.json, output: try FileHandle(forWritingTo: log)))
    let lost = try await ScimClient(house, "lost")
    let answer = try await lost.send("GET", "/Users")
    #expect(answer.status == 503 && answer.retryAfter.flatMap { Int($0) } != nil)
    #expect(try await lost.send("GET", "/Users", authorization: "Bearer dgms_x").status == 401)
    #expect(try await ScimClient(house, "acme").send("GET", "/Users").status == 200)
    let ready = try await Wire.send(host.adminAddress, "GET", "/readyz")
    let named = try JSON(parsing: ready.body)["outOfService"]?.array ?? []
    #expect(ready.status == 200 && named.count == 1 && named[0]["provider"] == "lost")
    #expect(named.first?["reason"]?.string?.contains(why) == true)
    let status = await house.run("provider", "status")
    #expect(status.code == 1 && status.text.contains("lost: out of service: \(why)"))
    #expect(await house.run("provider", "status", "acme").code == 0)
    let attention = await house.run("attention")
    #expect(attention.text.contains("adapter") && attention.text.contains(why))
    let adapters = await house.run("adapters")
    #expect(adapters.code == 1 && adapters.text.contains(why))
    let metrics = try await Wire.send(host.adminAddress, "GET", "/metrics").text
    #expect(metrics.contains("dragoman_provider_up{provider=\"lost\"} 0") && metrics.contains("dragoman_attention 1"))
    await host.stop()
    let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map {
      try JSON(parsing: String($0))
    }
    let line = try #require(lines.first { $0["message"] == "provider out of service" })
    #expect(line["provider"] == "lost" && line["reason"]?.string?.contains(why) == true && line["fix"]?.string != nil)
  }
}
