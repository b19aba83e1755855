import AdapterKit
import Diagnostics
import JSON
import YAML

/// Reads `options:` of an adapter's manifest: what a provider may set, by name.
struct OptionDeclarations {
  let file: ConfigurationFile

  func read(_ fields: Fields) -> [AdapterOption] {
    fields.describeOthers(.mapping("an option") { _ = option(named: "option", $0) })
    return fields.members.compactMap { member in
      guard let declared = fields.fields(member.name, what: "the option '\(member.name)'") else {
        if fields.node(member.name) == nil {
          file.report("the option '\(member.name)' is not described", at: member.key.range, fix: "add type: and help:")
        }
        return nil
      }
      return option(named: member.name, declared)
    }
  }

  private func option(named name: String, _ fields: Fields) -> AdapterOption? {
    _ = fields.requiredNode("type")
    let kind = fields.choice("type", AdapterOption.Kind.self)
    let help = fields.requiredText("help")
    let values = fields.list("values", of: .scalar)
    let standard = fields.node("default", .scalar)
    let knob = fields.text("knob")
    fields.finish()
    guard let kind else { return nil }
    var option = AdapterOption(
      name: name, kind: kind.value, values: values.compactMap(\.scalar), help: help?.value ?? "")
    checkValues(of: option, values, at: kind.range)
    if let standard { option.defaultValue = option.value(of: standard, in: file) }
    if let knob, check(knob, of: option) { option.knob = knob.value }
    return option
  }

  private func checkValues(of option: AdapterOption, _ values: [YAMLNode], at kind: SourceRange) {
    switch (option.kind, values.first) {
    case (.choice, nil):
      file.report("the choice '\(option.name)' has no values", at: kind, fix: "add values: [a, b]")
    case (.choice, _): break
    case (_, let first?):
      file.report("only a choice has values", at: first.range, fix: "write type: choice, or leave them out")
    case (_, nil): break
    }
  }

  /// Whether the knob exists and takes every value that the option can have.
  private func check(_ name: Located<String>, of option: AdapterOption) -> Bool {
    guard let knob = Knobs.named(name.value) else {
      let near = suggestion(for: name.value, among: Knobs.all.map(\.name))
      file.report(
        "no knob is named '\(name.value)'", at: name.range, fix: near.map { "did you mean '\($0)'?" })
      return false
    }
    let possible = option.kind == .flag ? ["yes", "no"] : option.values
    let strange = possible.filter { knob.value($0) == nil }
    guard !possible.isEmpty, strange.isEmpty else {
      let what = strange.isEmpty ? option.kind.rawValue : strange.joined(separator: ", ")
      file.report("the knob '\(knob.name)' doesn't take \(what)", at: name.range, fix: "it takes \(knob.choices)")
      return false
    }
    return true
  }
}
