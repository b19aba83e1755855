internal import Diagnostics
internal import Directory
internal import Host
internal import JSON

extension Verbs {
  /// `mapping …`.
  static let mapping = [
    Verb(
      name: "mapping show", summary: "Shows a provider's whole mapping, bases included, and where each rule is written",
      positional: [Positional(name: "PROVIDER")],
      notes: "What is shown is a mapping that can be read again; with --json a line for each rule."
    ) { arguments, terminal in
      let provider = try provider(arguments.word(0), in: ConfigurationReading.load(arguments, terminal))
      guard !arguments.json else {
        provider.rules.forEach { terminal.json($0) }
        return 0
      }
      terminal.out("# The mapping of \(provider.name), version \(provider.mappingVersion)")
      terminal.out(String(provider.flatMapping.dropLast()))
      return 0
    }
  ]

  private static func provider(_ name: String, in configuration: HostConfiguration) throws -> ProviderConfiguration {
    if let provider = configuration.providers.first(where: { $0.name.description == name }) { return provider }
    let names = configuration.providers.map(\.name.description)
    throw UsageError(
      message: "no provider is named '\(name)'",
      fix: suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
        ?? "one of \(names.joined(separator: ", "))")
  }
}
