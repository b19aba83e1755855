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
}
