import Diagnostics
import Directory
import Foundation
import Testing

@testable import Host

/// The files under `config/`, as a new user gets them.
@Suite("The sample configuration")
struct ConfigurationSampleTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appending(path: "../..").standardizedFileURL

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: root.appending(path: name), encoding: .utf8)
  }

  @Test("It loads without findings, and its examples pass")
  func loads() throws {
    let (configuration, diagnostics) = HostConfiguration.load(Self.root.path + "/config/dragoman.yaml")
    #expect(diagnostics.all.isEmpty, "\(diagnostics.all.map { $0.rendered() })")
    let providers = try #require(configuration).providers
    #expect(providers.map(\.name.description) == ["contoso-entra", "fabrikam-okta"])
    #expect(providers.map(\.identity.idp) == ["Microsoft Entra ID", "Okta"])
    let examples = try #require(configuration).runExamples()
    #expect(examples.run >= 4 && examples.diagnostics.all.isEmpty, "\(examples.diagnostics.all.map { $0.rendered() })")
  }

  @Test("Its comments tell the truth: every default that is written out is the default")
  func commentedDefaults() throws {
    let text = try Self.text("config/dragoman.yaml")
    let shown = text.split(separator: "\n").drop { $0 != "# limits:" }.dropFirst().prefix { $0.hasPrefix("#   ") }
    let pairs = shown.joined(separator: "\n").matches(of: /([a-zA-Z]+): ([0-9]+(?: ?[a-zA-Z]+i?B|ms|s)?)(?![a-zA-Z])/)
    #expect(Set(pairs.map { String($0.1) }) == Set(LimitKey.all.map(\.name)))
    let yaml = "limits:\n" + pairs.map { "  \($0.1): \($0.2)\n" }.joined()
    let tree = try ConfigurationTree([
      SampleFile(
        name: "config/dragoman.yaml", text: yaml + "adapters: [../Plugins]\nproviders: [providers/contoso.yaml]\n")
    ])
    let (configuration, diagnostics) = tree.load()
    #expect(configuration?.limits == Limits(), "\(tree.rendered(diagnostics))")
  }

  @Test(
    "Cut anywhere, a file gives diagnostics or a value and never a crash",
    arguments: ["config/dragoman.yaml", "config/providers/contoso-entra.yaml", "config/providers/fabrikam-okta.yaml"],
    0..<8)
  func cuts(_ name: String, _ part: Int) throws {
    let bytes = Array(try Self.text(name).utf8)
    let tree = try Self.copy(around: name)
    for length in stride(from: part, to: bytes.count, by: 8) {
      try Data(bytes.prefix(length)).write(to: URL(fileURLWithPath: tree.path(name)))
      let (configuration, diagnostics) = tree.load()
      #expect((configuration == nil) == diagnostics.hasErrors, "cut at byte \(length)")
      #expect(diagnostics.all.allSatisfy { !$0.message.isEmpty && !$0.rendered().isEmpty })
    }
  }

  /// A small configuration around `name`: what the file itself names, and no more, is read again and again.
  private static func copy(around name: String) throws -> ConfigurationTree {
    guard name != "config/dragoman.yaml" else {
      let names = ["contoso-entra", "fabrikam-okta"]
      return try ConfigurationTree(
        names.map {
          SampleFile(name: "config/providers/\($0).yaml", text: "provider: \($0)\nadapter: Sample\n")
        })
    }
    let adapter = name.contains("entra") ? "EntraID" : "Okta"
    let files = try ["adapter.yaml", "mapping.yaml"].map {
      SampleFile(name: "Plugins/\(adapter)/\($0)", text: try text("Plugins/\(adapter)/\($0)"))
    }
    let main = "adapters: [../Plugins/\(adapter)]\nproviders: [\(name.dropFirst(7))]\n"
    return try ConfigurationTree(files + [SampleFile(name: "config/dragoman.yaml", text: main)])
  }
}
