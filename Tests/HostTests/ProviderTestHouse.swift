import Foundation
import Host
import JSON
import Testing

/// A house whose host speaks TLS by certificates of the test's own, and `provider test` typed in it.
struct ProviderTestHouse {
  let house: CommandLineHouse
  let certificates: Certificates

  init() throws {
    house = try CommandLineHouse([
      SampleFile(
        name: "config/providers/entra.yaml",
        text: "provider: entra\nadapter: EntraID\nmapping: { extends: EntraID }\n")
    ])
    certificates = try Certificates(in: house.path("config"))
    let main = try String(contentsOfFile: house.config, encoding: .utf8)
    try house.write(
      SampleFile(name: "config/dragoman.yaml", text: main + "tls: { certificate: host.pem, key: host.key }\n"))
  }

  /// The root's certificate, which counts as known with `--ca`.
  var root: String { certificates.path("root.pem") }

  /// A second configuration of the same providers and the same data, with a public URL of its own.
  func elsewhere(_ publicURL: String) throws -> String {
    let main = try String(contentsOfFile: house.config, encoding: .utf8)
    try house.write(SampleFile(name: "config/elsewhere.yaml", text: "publicURL: \(publicURL)\n" + main))
    return house.path("config/elsewhere.yaml")
  }

  /// Runs `body` beside the running host.
  func running(_ body: (RunningHost) async throws -> Void) async throws {
    let host = try await house.host()
    do {
      try await body(host)
    } catch {
      await host.stop()
      throw error
    }
    await host.stop()
  }

  /// A token of acme in a file, as an administrator keeps it.
  func tokenFile() async throws -> String {
    let issued = try #require(try await house.run("token", "new", "acme", "--json").json.first)
    try house.write(SampleFile(name: "token", text: (issued["token"]?.string ?? "") + "\n"))
    return house.path("token")
  }

  /// What `provider test` finds, by check.
  func test(_ words: String...) async throws -> Findings {
    try await Findings(house.run(["provider", "test"] + words + ["--json"]))
  }

  /// The lines of one run.
  struct Findings {
    let code: Int32
    private let lines: [JSON]

    init(_ outcome: CommandLineHouse.Outcome) throws {
      code = outcome.code
      lines = try outcome.json
    }

    var checks: [String] { lines.compactMap { $0["check"]?.string } }
    /// `ok`, `noted`, `failed` or `untried`.
    func outcome(_ check: String) -> String? { line(check)?["outcome"]?.string }
    func seen(_ check: String) -> String { line(check)?["seen"]?.string ?? "" }
    func fix(_ check: String) -> String { line(check)?["fix"]?.string ?? "" }
    /// The checks that came to this.
    func all(_ outcome: String) -> [String] { checks.filter { self.outcome($0) == outcome } }

    private func line(_ check: String) -> JSON? { lines.first { $0["check"]?.string == check } }
  }
}
