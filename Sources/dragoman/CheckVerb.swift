internal import Diagnostics
internal import Foundation
internal import Host
internal import JSON

extension Verbs {
  static let check = Verb(
    name: "check", summary: "Checks every file of the configuration, the mappings' examples and the adapters"
  ) { arguments, terminal in
    let check = HostCheck(arguments.config)
    let gaps = check.diagnostics.hasErrors ? [] : await attributeGaps(arguments, terminal)
    ConfigurationReading.print(Diagnostics(check.diagnostics.all + gaps), json: arguments.json, terminal)
    let errors = check.diagnostics.all.count { $0.severity == .error }
    if arguments.json {
      terminal.json(["errors": JSON(errors), "providers": JSON(check.providers), "examples": JSON(check.examples)])
    } else if errors == 0 {
      terminal.out(
        "\(terminal.paint.green("fine")): \(counted(check.providers, "provider")), "
          + "\(counted(check.examples, "example")) of mappings passed")
    } else {
      terminal.err(counted(errors, "error"))
    }
    return errors == 0 ? 0 : 1
  }

  /// What is empty for whom, as far as there is a store that can be asked.
  private static func attributeGaps(_ arguments: Arguments, _ terminal: Terminal) async -> [Diagnostic] {
    let directory = HostPaths.dataDirectory(config: arguments.config, data: arguments.value("data"))
    guard let configuration = HostConfiguration.load(arguments.config).configuration,
      configuration.mayHaveAttributeGaps, FileManager.default.fileExists(atPath: directory),
      let coverage = try? await AdminConnection.perform("attributes.coverage", [:], arguments, terminal)
    else { return [] }
    return configuration.attributeGaps(coverage).all
  }
}
