import AdapterKit
import Diagnostics
import YAML

/// Reads `deviations:`, the knobs that an adapter turns, by AdapterKit's catalogue.
struct DeviationReader {
  let file: ConfigurationFile

  /// Knob by knob, the value.
  func read(_ fields: Fields) -> [String: String] {
    var values: [String: String] = [:]
    for knob in Knobs.all {
      guard let node = fields.node(knob.name, knob.shape), let value = value(node, of: knob) else { continue }
      values[knob.name] = value
    }
    fields.finish()
    return values
  }

  private func value(_ node: YAMLNode, of knob: DialectKnob) -> String? {
    guard let written = AdapterOption.knobText(node.json()) else {
      file.report("the knob '\(knob.name)' takes \(knob.choices), not \(node.kindName)", at: node.range)
      return nil
    }
    guard let value = knob.value(written) else {
      let near = suggestion(for: written, among: knob.values)
      file.report(
        "'\(node.scalar ?? written)' is not a value of the knob '\(knob.name)'", at: node.range,
        fix: near.map { "did you mean '\($0)'?" } ?? "write \(knob.choices)")
      return nil
    }
    return value
  }
}

extension DialectKnob {
  fileprivate var shape: Shape {
    let flags = [("yes", "true"), ("on", "true"), ("no", "false"), ("off", "false")]
    let spelled = flags.filter { values.contains($0.0) }.map(\.1)
    return .about(meaning, .words(values + spelled))
  }

  /// The values as people read them.
  var choices: String { values.count == 1 ? values[0] : "one of \(values.joined(separator: ", "))" }

  /// The value as the catalogue spells it; a flag in YAML means yes or no, on or off.
  func value(_ written: String) -> String? {
    if values.contains(written) { return written }
    let spellings = ["yes": ["on", "true"], "no": ["off", "false"]]
    return spellings[written]?.first(where: values.contains)
  }
}
