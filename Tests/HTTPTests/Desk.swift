import HTTP
import Synchronization

/// A handler with one behaviour a path; it remembers which requests reached it.
final class Desk: HTTPHandler {
  private let seen = Mutex<[HTTPRequest]>([])
  private let admittedHeads = Mutex<[HTTPHead]>([])
  private let refusals = Mutex<[HTTPRefusal]>([])
  private let waiting = Atomic<Int>(0)
  private let produced = Atomic<Int>(0)

  /// The requests that were answered, in order.
  var requests: [HTTPRequest] { seen.withLock { $0 } }
  /// The heads that were admitted or refused by `admit`.
  var heads: [HTTPHead] { admittedHeads.withLock { $0 } }
  /// What the edge refused.
  var refused: [HTTPRefusal] { refusals.withLock { $0 } }
  /// How many requests to `/together` have come.
  var together: Int { waiting.load(ordering: .relaxed) }
  /// How many bytes of `/endless` were asked for.
  var endless: Int { produced.load(ordering: .relaxed) }

  func admit(_ head: HTTPHead) -> HTTPAdmission {
    admittedHeads.withLock { $0.append(head) }
    switch head.path {
    case "/secret": return .refuse(.text(401, "no token"))
    case "/small": return .accept(bodyLimit: 1000)
    default: return .accept(bodyLimit: 8 << 20)
    }
  }

  func answer(_ request: HTTPRequest) -> HTTPAnswer {
    seen.withLock { $0.append(request) }
    switch request.head.path {
    case "/later": return .later { await Self.slowly(.milliseconds(5), request) }
    case "/soon": return .later { await Self.slowly(.milliseconds(1), request) }
    case "/slow": return .later { await Self.slowly(.milliseconds(400), request) }
    case "/shortly": return .soon { await Self.slowly(.milliseconds(1), request) }
    case "/atOnce": return .soon { .text(200, request.head.requestID) }
    case "/neverSoon": return .soon { await Self.slowly(Self.never, request) }
    case "/never": return .later { await Self.slowly(Self.never, request) }
    case "/together": return .later { [self] in await meet(Int(request.head.query) ?? 0) }
    case "/big": return .now(HTTPResponse(status: 200, body: .bytes(Self.pattern(300_000))))
    case "/stream": return .now(HTTPResponse(status: 200, body: .stream(Self.pieces())))
    case "/endless": return .now(HTTPResponse(status: 200, body: .stream(forever)))
    case "/remote": return .now(.text(200, request.head.remote))
    case "/fields": return .now(HTTPResponse(status: 200, headers: Self.fields))
    case "/nothing": return .now(HTTPResponse(status: 204))
    default: return .now(HTTPResponse(status: 200, body: .bytes(request.body)))
    }
  }

  func refusal(_ reason: HTTPRefusal, _ head: HTTPHead?) -> HTTPResponse {
    refusals.withLock { $0.append(reason) }
    return HTTPResponse(
      status: reason.status, headers: [("Content-Type", "application/scim+json")], body: .bytes(Array("{}".utf8)))
  }

  /// Bytes that show where they are.
  static func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
  }

  private static let fields = [
    ("X-Good", "a é"), ("X-Split", "a\r\nX-Bad: b"), ("X-NUL", "a\0b"), ("X Name", "a"), ("X-Name\r\nX", "a"),
  ].map { (name: $0.0, value: $0.1) }

  /// How long `/never` takes.
  static let never = Duration.seconds(20)

  private static func slowly(_ time: Duration, _ request: HTTPRequest) async -> HTTPResponse {
    try? await Task.sleep(for: time)
    return HTTPResponse(status: 200, headers: [("X-Request", request.head.requestID)], body: .bytes(request.body))
  }

  /// Answers only when so many requests wait at once.
  private func meet(_ count: Int) async -> HTTPResponse {
    waiting.add(1, ordering: .relaxed)
    for _ in 0..<4000 where together < count { try? await Task.sleep(for: .milliseconds(5)) }
    return .text(together >= count ? 200 : 500, "\(together)")
  }

  /// Pieces of several sizes, an empty one among them.
  private static func pieces() -> @Sendable () -> [UInt8]? {
    let sizes = Mutex<ArraySlice<Int>>([1, 0, 100_000, 7, 50_000])
    return { sizes.withLock { $0.popFirst() }.map { pattern($0) } }
  }

  private func forever() -> [UInt8]? {
    produced.add(32 << 10, ordering: .relaxed)
    return [UInt8](repeating: 0x61, count: 32 << 10)
  }
}

/// A server on a free port of the loopback, for the time of one test.
struct Serving: ~Copyable {
  let desk = Desk()
  let server: HTTPServer

  init(
    tls: (certificate: String, key: String)? = nil, trusted: [String] = [],
    _ adjust: (inout HTTPLimits) -> Void = { _ in }
  ) throws {
    var limits = HTTPLimits()
    limits.threads = 2
    adjust(&limits)
    server = try HTTPServer(HTTPConfiguration(tls: tls, trustedProxies: trusted, limits: limits), handler: desk)
  }

  deinit {
    server.stop(grace: .milliseconds(200))
  }

  func client() throws -> RawClient { try RawClient(server.port) }

  /// Sends the text on a connection of its own.
  func answers(to text: String, quiet: Double = 3) throws -> (all: [Reply], isClosed: Bool) {
    let client = try client()
    client.send(text)
    return client.answers(quiet: quiet)
  }
}
