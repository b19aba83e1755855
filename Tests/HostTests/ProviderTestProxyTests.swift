import AdapterTesting
import Foundation
import HTTP
import Host
import JSON
import Synchronization
import Testing

/// What a proxy does to requests and answers shows, with the place to mend it.
@Suite("provider test through a proxy", .serialized)
struct ProviderTestProxyTests {
  @Test("A proxy that meddles, and the line that says how", arguments: MeddlingProxy.Habit.allCases)
  func habits(_ habit: MeddlingProxy.Habit) async throws {
    let house = try CommandLineHouse()
    let proxy = MeddlingProxy(habit)
    let server = try HTTPServer(HTTPConfiguration(), handler: proxy)
    defer { server.stop(grace: .zero) }
    let main = try String(contentsOfFile: house.config, encoding: .utf8)
    try house.write(
      SampleFile(name: "config/dragoman.yaml", text: "publicURL: http://127.0.0.1:\(server.port)\n" + main))
    let host = try await house.host()
    proxy.forward(to: host.address)
    let found = try await ProviderTestHouse.Findings(house.run("provider", "test", "globex", "--json"))
    await host.stop()
    // Over plain HTTP no IdP comes at all; on this machine the rest is tried all the same.
    #expect(found.code == 1 && found.outcome("https") == "failed")
    let list = "GET /Users?startIndex=1&count=2"
    switch habit {
    case .none: #expect(found.all("failed") == ["https"])
    case .dropsToken:
      #expect(found.outcome("no token") == "ok" && found.outcome(list) == "failed")
      #expect(found.seen(list).hasPrefix("401") && found.fix(list).contains("Authorization"))
    case .redirects:
      #expect(found.seen("no token").contains("307, a redirect to https://example.org/"))
      #expect(found.fix(list).contains("no IdP follows a redirect"))
    case .relabels:
      #expect(found.seen(list) == "200 with text/html, which isn't SCIM" && found.fix(list).contains("as they are"))
    case .isAlone:
      #expect(found.seen(list).hasPrefix("502 with text/html") && found.fix(list).contains("doesn't reach the host"))
    case .cutsBodies: #expect(found.outcome(list) == "failed" && found.outcome("no token") == "failed")
    case .moves:
      #expect(found.all("failed") == ["https", "Location"])
      #expect(
        found.seen("Location").contains("says http://inner.example/") && found.fix("Location").contains("publicURL"))
    }
  }
}

/// A reverse proxy with one bad habit.
final class MeddlingProxy: HTTPHandler {
  enum Habit: String, Sendable, CaseIterable {
    case none, dropsToken, redirects, relabels, isAlone, cutsBodies, moves
  }

  private let habit: Habit
  private let host = Mutex("")

  init(_ habit: Habit) { self.habit = habit }

  /// Names the host behind it.
  func forward(to address: String) { host.withLock { $0 = address } }

  func admit(_ head: HTTPHead) -> HTTPAdmission { .accept(bodyLimit: 1 << 20) }

  func refusal(_ reason: HTTPRefusal, _ head: HTTPHead?) -> HTTPResponse { HTTPResponse(status: reason.status) }

  func answer(_ request: HTTPRequest) -> HTTPAnswer {
    switch habit {
    case .redirects:
      .now(HTTPResponse(status: 307, headers: [("Location", "https://example.org\(request.head.path)")]))
    case .isAlone:
      .now(HTTPResponse(status: 502, headers: [("Content-Type", "text/html")], body: .bytes(Array("<html>".utf8))))
    default: .later { await self.passed(request.head) }
    }
  }

  private func passed(_ head: HTTPHead) async -> HTTPResponse {
    let headers = head.headers.fields.map { (name: $0.name, value: $0.value) }.filter { name, _ in
      name.lowercased() == "accept" || (name.lowercased() == "authorization" && habit != .dropsToken)
    }
    let target = head.query.isEmpty ? head.path : "\(head.path)?\(head.query)"
    guard
      let reply = try? await SocketTransport(base: host.withLock { $0 }).send(
        head.method, target, headers: headers, body: nil)
    else { return HTTPResponse(status: 504) }
    return changed(reply)
  }

  private func changed(_ reply: ExchangeReply) -> HTTPResponse {
    var headers = reply.headers.filter { !["content-length", "connection", "date"].contains($0.name.lowercased()) }
    var body = reply.body
    switch habit {
    case .relabels: headers = headers.map { ($0.name, $0.name == "Content-Type" ? "text/html" : $0.value) }
    case .cutsBodies: body = Array(body.dropLast(body.count / 2))
    case .moves:
      let text = String(decoding: body, as: UTF8.self)
      body = Array(text.replacing(#/http://127\.0\.0\.1:\d+/#, with: "http://inner.example").utf8)
    default: break
    }
    return HTTPResponse(status: reply.status, headers: headers, body: .bytes(body))
  }
}
