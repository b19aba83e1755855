import AdapterKit
import Foundation
import JSON
import Testing

@testable import AdapterTesting

@Suite("What the conformance kit finds", .serialized)
struct ConformanceFaultTests {
  /// A group with a member, of which the endpoint shows nothing.
  static let group = """
    name: A group with a member
    facts: [Z-01]
    evidence: inferred
    exchanges:
      - request:
          method: POST
          path: "/Groups"
          body: { schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], displayName: Tugs, members: [{ value: a }] }
        answer: { status: 201, capture: { group1.id: /id } }
      - request: { method: GET, path: "/Groups/{{group1.id}}" }
        answer: { status: 200, body: { displayName: Tugs } }
    directory: { users: [], groups: [{ displayName: Tugs }] }
    audit: [group.created, member.added]

    """

  @Test("A folder that holds is done, wherever it lies")
  func holds() async throws {
    let report = try await SampleAdapter().report()
    #expect(report.passed, "\(report.faults)")
    #expect(report.adapter == "Sample" && report.checks.count == 13)
  }

  @Test("An answer that is another: file, line, what was expected and what came; what follows from it is skipped")
  func exchange() async throws {
    let sample = try SampleAdapter()
    try sample.keepOnly(
      exchange: Self.group.replacing("body: { displayName: Tugs } }", with: "body: { displayName: Tug } }"))
    let report = try await sample.report()
    #expect(report.failed == ["exchanges"])
    let text = report.rendered("exchanges")
    #expect(text.contains("Sample/Exchanges/01-only.yaml:11:"), "\(text)")
    #expect(text.contains("    - \"Tug\"\n    + \"Tugs\""))
    #expect(report.checks.last?.outcome == .skipped)
  }

  @Test("A deviation that no exchange needs is named, with its line")
  func unneeded() async throws {
    let sample = try SampleAdapter()
    try sample.change(
      "adapter.yaml", "strict: true\n", "strict: true\ndeviations:\n  nullMeans: clear\n  memberEcho: none\n")
    try sample.keepOnly(
      exchange: Self.group.replacing(
        "{ displayName: Tugs } }\ndirectory", with: "{ displayName: Tugs }, absent: [/members] }\ndirectory"))
    let report = try await sample.report()
    let text = report.rendered("deviations")
    #expect(
      text.contains("adapter.yaml:8:3: error: no exchange comes out otherwise without 'nullMeans: clear'"), "\(text)")
    #expect(report.trials.map(\.neededBy) == ["01-only.yaml", nil])
  }

  @Test("What a GET shows and a PUT would change")
  func roundTrip() async throws {
    let sample = try SampleAdapter()
    try sample.change("adapter.yaml", "strict: true\n", "strict: true\ndeviations:\n  memberEcho: none\n")
    try sample.keepOnly(exchange: Self.group)
    let report = try await sample.report()
    #expect(report.rendered("round trip").contains("putting back what GET /Groups/"), "\(report.faults)")
  }

  @Test("A folder without its parts: each is named, with what to write")
  func parts() async throws {
    let sample = try SampleAdapter()
    for file in ["README.md", "Story", "Exchanges"] { try sample.remove(file) }
    let report = try await sample.report()
    #expect(report.failed == ["manual", "exchanges", "story"])
    #expect(report.rendered("story").contains("the folder doesn't tell the story"))
    #expect(report.rendered("exchanges").contains("the folder has no exchanges"))
    try sample.remove("mapping.yaml")
    #expect(try await sample.report().rendered("mapping").contains("write \(sample.folder)/mapping.yaml"))
  }

  @Test("A manifest and an exchange with mistakes: all of them, each with its place")
  func mistakes() async throws {
    let sample = try SampleAdapter()
    try sample.keepOnly(exchange: Self.group.replacing("Z-01", with: "Z-99").replacing("audit:", with: "adit:"))
    let report = try await sample.report()
    #expect(report.rendered("exchanges").contains("01-only.yaml:13:1: error: unknown key 'adit' in an exchange file"))
    try sample.keepOnly(exchange: Self.group.replacing("Z-01", with: "Z-99"))
    #expect(
      try await sample.report().rendered("manual").contains("01-only.yaml:2:8: error: the manual page doesn't explain"))
    try sample.change("adapter.yaml", "strict: true", "strict: perhaps\nlibary: Sample")
    let broken = try await sample.report()
    #expect(broken.failed == ["manifest"] || broken.failed == ["manifest", "manual"])
    #expect(
      broken.rendered("manifest").contains("unknown key 'libary'") && broken.rendered("manifest").contains("'strict'"))
    #expect(broken.checks.suffix(9).allSatisfy { $0.outcome == .skipped })
  }
}

@Suite("Adapters that break their word")
struct ConformanceInvariantTests {
  /// A user is created; what the endpoint then shows is `stored`.
  private func played(_ library: some IdentityProviderAdapter, stored: JSON? = nil) throws -> PlayedFile {
    let file = try ExchangeFile.load(
      Repository.plugins + "/Standard/Exchanges/02-create-and-search.yaml", shownAs: "sample.yaml")
    let body: JSON = ["userName": "ada@rfc.example", "title": "Analyst", "nickName": "Ada"]
    var message = PlayedMessage(
      "POST", "/Users", headers: [], body: body.bytes,
      reply: ExchangeReply(status: 201, headers: [], body: body.bytes))
    message.stored = stored ?? body
    let linked = LinkedAdapter(library)
    return PlayedFile(
      file: file, mismatches: [], messages: [message, message], notes: [:], base: "http://host",
      dialect: { try Dialect(library: linked) }, roundTrips: RoundTrips())
  }

  @Test("What expected and got share is shown once")
  func difference() {
    let lines = LineDifference(expected: "a\nb\nc", got: "a\nx\nc\nd").lines.map { "\($0.side) \($0.text)" }
    #expect(lines == ["both a", "expected b", "got x", "both c", "got d"])
    #expect(LineDifference(expected: nil, got: "a").lines.map(\.side) == [.got])
  }

  @Test("An honest adapter keeps all of it")
  func honest() throws {
    let played = try played(Honest())
    for faults in [Purity.faults, Idempotence.faults, Invention.faults, Loss.faults] {
      #expect(try faults(played) == [])
    }
  }

  @Test("Purity: an adapter with a memory")
  func purity() throws { #expect(try Purity.faults(played(Forgetful())).count == 2) }

  @Test("Idempotence: an adapter that always adds something")
  func idempotence() throws {
    let faults = try Idempotence.faults(played(Eager()))
    #expect(faults.count == 2)
    #expect(faults.first?.description.contains("the normalised form of POST /Users is normalised once more") == true)
  }

  @Test("No invention: in the request, and in what is shown")
  func invention() throws {
    #expect(try Invention.faults(played(Eager())).first?.description.contains("'Analyst!'") == true)
    let shown: JSON = ["userName": "ada@rfc.example", "department": "Sales"]
    let faults = try Invention.faults(played(Honest(), stored: shown))
    #expect(
      faults.first?.description.contains("department 'Sales' in the resource after POST /Users was never sent") == true)
  }

  @Test("No loss: in the request unless a note says so, and in what is stored")
  func loss() throws {
    #expect(try Loss.faults(played(Dropping(note: nil))).first?.description.contains("'Ada' in nickName") == true)
    #expect(
      try Loss.faults(
        played(Dropping(note: "left out nickName"), stored: ["userName": "ada@rfc.example", "title": "Analyst"])) == [])
    let faults = try Loss.faults(played(Honest(), stored: ["userName": "ada@rfc.example", "nickName": "Ada"]))
    #expect(faults.first?.description.contains("/title of POST /Users was accepted, isn't stored") == true)
  }
}

private struct Honest: IdentityProviderAdapter {
  init() {}
  init(options: AdapterOptions) {}
}

/// Reads a request otherwise when it has read one before.
private final class Forgetful: IdentityProviderAdapter {
  private let count = Counter()
  init() {}
  init(options: AdapterOptions) {}

  func normalize(_ request: AdapterRequest) -> AdapterRequest {
    var request = request
    request.path = "/Users/\(count.next())"
    return request
  }
}

private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var value = 0
  func next() -> Int {
    lock.withLock {
      value += 1; return value
    }
  }
}

/// Makes the title louder each time.
private struct Eager: IdentityProviderAdapter {
  init() {}
  init(options: AdapterOptions) {}

  func normalize(_ request: AdapterRequest) -> AdapterRequest {
    var request = request
    guard case .object(var body) = request.body, let title = body["title"]?.string else { return request }
    body["title"] = .string(title + "!")
    request.body = .object(body)
    return request
  }
}

/// Leaves a name out.
private struct Dropping: IdentityProviderAdapter {
  let note: String?
  init(note: String?) { self.note = note }
  init(options: AdapterOptions) { note = nil }

  func normalize(_ request: AdapterRequest) -> AdapterRequest {
    var request = request
    guard case .object(var body) = request.body else { return request }
    body["nickName"] = nil
    request.body = .object(body)
    if let note { request.note(note) }
    return request
  }
}
