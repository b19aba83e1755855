internal import AdapterTesting
internal import Foundation
internal import HTTP
internal import JSON

/// Reads by key against the same server answering a constant.
struct Reads {
  private let ground: Ground
  private let options: BenchOptions
  private let requests = 30_000

  init(_ ground: Ground, _ options: BenchOptions) {
    self.ground = ground
    self.options = options
  }

  func figures() async throws -> [Figure] {
    let people = ground.people
    let ids = try await ids()
    let constant = try await page("/Users/\(ids[0])")
    let server = try HTTPServer(
      HTTPConfiguration(host: "127.0.0.1", port: 0), handler: ConstantHandler(constant))
    let users = options.users
    var (byID, byName, nothing) = (Tally(), Tally(), Tally())
    for _ in 0..<3 {
      nothing += try await ground.load(connections: 32, count: requests, at: server.port) { _ in
        people.get("/constant")
      }
      byID += try await ground.load(connections: 32, count: requests) { people.get("/Users/\(ids[$0 % ids.count])") }
      byName += try await ground.load(connections: 32, count: requests) { number in
        people.get("/Users?filter=userName+eq+%22\(People.userName(number * 7919 % users))%22")
      }
    }
    server.stop(grace: .seconds(1))
    return [
      figure("GET by id at \(users) users, 32 connections ÷ the same server answering a constant", byID, nothing),
      figure("GET filter=userName eq at \(users) users ÷ the same server answering a constant", byName, nothing),
    ]
  }

  private func figure(_ name: String, _ read: Tally, _ nothing: Tally) -> Figure {
    Figure(
      name: name, value: nothing.seconds / read.seconds, aim: .atLeast(0.4),
      parts: [
        ("GET/s", read.perSecond), ("constant/s", nothing.perSecond), ("GET's µs of a processor", read.processorEach),
        ("constant's", nothing.processorEach),
      ])
  }

  private func ids() async throws -> [String] {
    let list = try JSON(
      parsing: try await page("/Users?count=1000&attributes=id").body, limits: .init(depth: 32, namesIgnoreCase: true))
    return (list["Resources"]?.array ?? []).compactMap { $0["id"]?.string }
  }

  private func page(_ path: String) async throws -> ExchangeReply {
    try await SocketTransport(base: ground.fresh.base).send(
      "GET", path, headers: [("Authorization", "Bearer \(ground.fresh.token)")], body: nil)
  }
}

/// Several runs of one load.
private struct Tally {
  var (answers, seconds, processorSeconds) = (0, 0.0, 0.0)
  var perSecond: Double { Double(answers) / seconds }
  var processorEach: Double { processorSeconds / Double(answers) * 1e6 }

  static func += (tally: inout Tally, outcome: LoadGenerator.Outcome) {
    tally.answers += outcome.answers
    tally.seconds += outcome.seconds
    tally.processorSeconds += outcome.processorSeconds
  }
}

/// Gives the answer to a read again and again: the same fields and body, and nothing looked up.
private struct ConstantHandler: HTTPHandler {
  private let response: HTTPResponse

  init(_ reply: ExchangeReply) {
    let own = ["date", "content-length", "transfer-encoding", "connection"]
    let headers = reply.headers.filter { !own.contains($0.name.lowercased()) }
    response = HTTPResponse(status: reply.status, headers: headers, body: .bytes(reply.body))
  }

  func admit(_ head: HTTPHead) -> HTTPAdmission { .accept(bodyLimit: 0) }

  func answer(_ request: HTTPRequest) -> HTTPAnswer { .now(response) }

  func refusal(_ reason: HTTPRefusal, _ head: HTTPHead?) -> HTTPResponse { .text(reason.status, reason.message) }
}
