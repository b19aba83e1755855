internal import Diagnostics
internal import Host
internal import JSON

extension Verbs {
  static let check = Verb(
    name: "check", summary: "Checks every file of the configuration, the mappings' examples and the adapters"
  ) { arguments, terminal in
    let check = HostCheck(arguments.config)
    ConfigurationReading.print(check.diagnostics, json: arguments.json, terminal)
    let errors = check.diagnostics.all.count { $0.severity == .error }
    if arguments.json {
      terminal.out(
        JSON.object(["errors": JSON(errors), "providers": JSON(check.providers), "examples": JSON(check.examples)])
          .description)
    } else if errors == 0 {
      terminal.out(
        "\(terminal.paint.green("fine")): \(check.providers) providers, \(check.examples) examples of mappings passed")
    } else {
      terminal.err("\(errors) error\(errors == 1 ? "" : "s")")
    }
    return errors == 0 ? 0 : 1
  }
}
