import AdapterTesting
import Foundation
import Testing

@Suite("Every adapter holds what adapters must hold: its exchanges, the story, purity, no loss …", .serialized)
struct ConformanceTests {
  /// The adapters whose every deviation is tried: all of them take minutes, so that needs `DRAGOMAN_EVERY_ADAPTER=1`.
  static let adapters =
    ProcessInfo.processInfo.environment["DRAGOMAN_EVERY_ADAPTER"] == nil ? ["EntraID", "Okta", "Standard"] : all

  /// The adapters of this repository.
  static let all = ((try? FileManager.default.contentsOfDirectory(atPath: Repository.plugins)) ?? [])
    .filter { FileManager.default.fileExists(atPath: "\(Repository.plugins)/\($0)/adapter.yaml") }.sorted()

  @Test("The conformance kit finds nothing", arguments: adapters)
  func conforms(_ adapter: String) async throws {
    let report = try await ConformanceKit(folder: "\(Repository.plugins)/\(adapter)", forms: false).run()
    for check in report.checks where check.outcome != .passed {
      guard check.name != "crossing" || check.outcome == .failed else { continue }
      Issue.record("\(adapter), \(check.name): \(check.outcome) \(check.detail)")
      for fault in check.faults { Issue.record("\(fault)") }
    }
  }

  @Test("Entra ID and Okta have a dozen exchanges each", arguments: ["EntraID", "Okta"])
  func aDozen(_ adapter: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(Repository.plugins)/\(adapter)/Exchanges")
    #expect(names.count { $0.hasSuffix(".yaml") } >= 12)
  }
}
