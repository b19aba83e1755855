import AdapterTesting
import Foundation
import Testing

/// One exchange file of one adapter.
struct RecordedExchange: CustomTestStringConvertible, Sendable {
  let adapter: String
  let file: String

  var testDescription: String { "\(adapter)/\(file)" }

  var shown: String { "Plugins/\(adapter)/Exchanges/\(file)" }

  /// Every exchange file of every adapter.
  static let all: [RecordedExchange] = folders(Repository.plugins).flatMap { adapter in
    folders("\(Repository.plugins)/\(adapter)/Exchanges").filter { $0.hasSuffix(".yaml") }
      .map { RecordedExchange(adapter: adapter, file: $0) }
  }

  private static func folders(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

@Suite("Exchanges: what an IdP sends, over HTTP, to a real host on a real file", .serialized)
struct ExchangeTests {
  @Test("The recorded exchange comes out as its file says", arguments: RecordedExchange.all)
  func exchange(_ recorded: RecordedExchange) async throws {
    let file = try ExchangeFile.load(Repository.root + "/" + recorded.shown, shownAs: recorded.shown)
    let mismatches = try await Rehearsal(adaptersIn: Repository.plugins).mismatches(file, adapter: recorded.adapter)
    for mismatch in mismatches { Issue.record("\(mismatch)") }
  }

  @Test("Entra ID and Okta have a dozen exchanges each", arguments: ["EntraID", "Okta"])
  func aDozen(_ adapter: String) {
    #expect(RecordedExchange.all.count { $0.adapter == adapter } >= 12)
  }
}
