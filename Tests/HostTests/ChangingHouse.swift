import AdapterTesting
import Foundation
import Host
import JSON
import Testing

/// The provider `acme` with a mapping that a test changes.
extension CommandLineHouse {
  /// Writes acme's file: `rules` under `attributes:` of users, and what else stands below the mapping.
  func map(_ rules: [String: String] = [:], settings: String = "", more: String = "") throws {
    let lines = rules.sorted { $0.key < $1.key }.map { "      \($0.key): \($0.value)\n" }.joined()
    let users = lines.isEmpty ? "" : "  users:\n    attributes:\n\(lines)"
    let text = "provider: acme\nadapter: Standard\nmapping:\n  extends: Standard\n\(users)\(more)\(settings)"
    try write(SampleFile(name: "config/providers/acme.yaml", text: text))
  }

  /// The main file with one more line.
  func configure(_ line: String) throws {
    let text = try String(contentsOfFile: config, encoding: .utf8)
    try write(SampleFile(name: "config/dragoman.yaml", text: text + line + "\n"))
  }

  /// The directory users by user name.
  func directory() async throws -> [String: JSON] {
    let users = try await run("users", "--json").json
    return Dictionary(users.map { ($0["userName"]?.string ?? "", $0) }) { first, _ in first }
  }

  /// acme's audit entries of a kind.
  func audit(_ kind: String) async throws -> [JSON] {
    try await run("audit", "--provider", "acme", "--kind", kind, "--json").json
  }

  /// A host in this process for the length of `body`.
  func withHost(_ body: (RunningHost) async throws -> Void) async throws {
    let host = try await host()
    do { try await body(host) } catch {
      await host.stop()
      throw error
    }
    await host.stop()
  }

  /// Waits until the admin listener's readiness says what is wanted.
  func ready(_ host: RunningHost, until wanted: (JSON) -> Bool) async throws {
    var last: JSON = .null
    for _ in 0..<1000 {
      last = try JSON(parsing: try await Wire.send(host.adminAddress, "GET", "/readyz").body)
      if wanted(last) { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("/readyz stays \(last)")
  }
}

extension JSON {
  /// The element at a place of a list.
  func at(_ index: Int) -> JSON? { array.flatMap { $0.indices.contains(index) ? $0[index] : nil } }
}
