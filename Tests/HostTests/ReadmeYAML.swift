import AdapterTesting
import Diagnostics
import Foundation
import Host
import Testing
import YAML

/// Every YAML block that people may copy, read by what reads the real files.
@Suite("YAML in the manuals", .serialized)
struct ReadmeYAML {
  /// Which reader a block is for; its keys say so.
  enum Kind: String, CaseIterable {
    case provider, configuration, manifest, exchange, mapping

    init?(_ keys: Set<String>) {
      let found = Self.allCases.first { kind in
        switch kind {
        case .provider: keys.contains("provider")
        case .exchange: keys.contains("exchanges")
        case .manifest: keys.isSuperset(of: ["name", "idp"])
        case .configuration:
          !keys.isDisjoint(with: ["listen", "publicURL", "store", "limits", "tls", "adapters", "watch"])
        case .mapping: !keys.isDisjoint(with: ["users", "groups"])
        }
      }
      guard let found else { return nil }
      self = found
    }
  }

  static let blocks: [Markdown.Block] =
    Markdown.manuals.flatMap { (try? Markdown.blocks($0)) ?? [] }.filter { $0.language == "yaml" }

  @Test("It loads without findings, and does what it says", arguments: blocks)
  func loads(_ block: Markdown.Block) async throws {
    let source = try YAMLSource(file: block.description, text: block.text)
    let keys = Self.keys(source)
    let kind = try #require(Kind(keys), "nobody reads a block with the keys \(keys.sorted())")
    switch kind {
    case .provider: try check(provider: block.text)
    case .configuration: try check(configuration: block.text, keys)
    case .manifest: try check(manifest: block.text, keys)
    case .mapping: try check(provider: "provider: readme\nadapter: Standard\nmapping:\n" + indented(block.text))
    case .exchange:
      let mismatches = try await Rehearsal(adaptersIn: Markdown.root + "/Plugins")
        .mismatches(try ExchangeFile.read(source), adapter: "Standard")
      for mismatch in mismatches { Issue.record("\(mismatch)") }
    }
  }

  private static func keys(_ source: YAMLSource) -> Set<String> { Set((source.root?.members ?? []).map(\.name)) }

  @Test("There are blocks of the kinds that people need")
  func kinds() throws {
    let kinds = try Self.blocks.compactMap { Kind(Self.keys(try YAMLSource(file: "", text: $0.text))) }
    #expect(Set(kinds).isSuperset(of: [.provider, .configuration, .manifest, .exchange]))
  }

  @Test("What the proxies' comments say to write loads too", arguments: ["Caddyfile", "nginx.conf"])
  func proxies(_ name: String) throws {
    let lines = try Markdown.text("config/reverse-proxy/\(name)").matches(of: /(publicURL|trustedProxies): *(.+)/)
    let text = lines.map { "\($0.1): \($0.2)\n" }.joined()
    #expect(lines.count == 2)
    try check(configuration: text, ["publicURL", "trustedProxies"])
  }

  private func check(provider text: String) throws {
    try check(tree(main: "", provider: text))
  }

  private func check(configuration text: String, _ keys: Set<String>) throws {
    #expect(keys.isDisjoint(with: ["adapters", "providers"]))
    try check(tree(main: text, provider: "provider: readme\nadapter: Standard\n"))
  }

  private func check(manifest text: String, _ keys: Set<String>) throws {
    let name = try #require(text.firstMatch(of: /name: (\w+)/)).1
    let tree = try tree(main: "", provider: "provider: readme\nadapter: \(name)\nmapping: { extends: Standard }\n")
    try tree.write(SampleFile(name: "Mine/\(name)/adapter.yaml", text: text))
    try tree.write(SampleFile(name: "config/dragoman.yaml", text: main("adapters: [../Mine, \"\(plugins)\"]\n")))
    try check(tree)
  }

  private var plugins: String { Markdown.root + "/Plugins" }

  private func main(_ text: String) -> String {
    (text.contains("adapters:") ? text : text + "adapters: [\"\(plugins)\"]\n") + "providers: [providers/readme.yaml]\n"
  }

  private func tree(main text: String, provider: String) throws -> ConfigurationTree {
    try ConfigurationTree([
      SampleFile(name: "config/dragoman.yaml", text: main(text)),
      SampleFile(name: "config/providers/readme.yaml", text: provider),
    ])
  }

  private func check(_ tree: ConfigurationTree) throws {
    let (configuration, diagnostics) = tree.load()
    #expect(diagnostics.all.isEmpty, "\(tree.rendered(diagnostics))")
    let examples = try #require(configuration).runExamples()
    #expect(examples.diagnostics.all.isEmpty, "\(examples.diagnostics.all.map { $0.rendered() })")
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
  }
}
