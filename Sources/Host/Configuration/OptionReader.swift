import Diagnostics
import JSON
import YAML

/// Reads a provider's `options:` by what its adapter's manifest says of them.
struct OptionReader {
  let file: ConfigurationFile
  let manifest: AdapterManifest

  /// Every option that has a value: the provider's, else the default.
  func read(_ fields: Fields?) -> [String: Located<JSON>] {
    var values: [String: Located<JSON>] = [:]
    for option in manifest.options {
      guard let node = fields?.node(option.name) else { continue }
      values[option.name] = option.value(of: node, in: file).map { Located($0, at: node.range) }
    }
    fields?.finish()
    return values
  }
}

extension AdapterOption {
  /// The value that `node` gives this option; a wrong one is reported and nil.
  func value(of node: YAMLNode, in file: ConfigurationFile) -> JSON? {
    switch (kind, node.json()) {
    case (.flag, .bool(let flag)): .bool(flag)
    case (.number, .number(let number)) where number.integer != nil: .number(number)
    case (.text, .string(let text)): .string(text)
    case (.choice, _) where node.scalar != nil: choice(node, in: file)
    default: wrongKind(node, in: file)
    }
  }

  private func choice(_ node: YAMLNode, in file: ConfigurationFile) -> JSON? {
    let text = node.scalar ?? ""
    guard !values.contains(text) else { return .string(text) }
    let near = suggestion(for: text, among: values)
    file.report(
      "'\(text)' is not a value of the option '\(name)'", at: node.range,
      fix: near.map { "did you mean '\($0)'?" } ?? "write one of \(values.joined(separator: ", "))")
    return nil
  }

  private func wrongKind(_ node: YAMLNode, in file: ConfigurationFile) -> JSON? {
    file.report("the option '\(name)' takes \(expected), not \(node.kindName)", at: node.range, fix: fix(for: node))
    return nil
  }

  private var expected: String {
    switch kind {
    case .text: "a text"
    case .flag: "true or false"
    case .number: "a whole number"
    case .choice: "one of \(values.joined(separator: ", "))"
    }
  }

  private func fix(for node: YAMLNode) -> String? {
    switch (kind, node.scalar?.lowercased()) {
    case (.text, let text?): "quote it: \"\(text)\""
    case (.flag, "yes"), (.flag, "on"): "write true"
    case (.flag, "no"), (.flag, "off"): "write false"
    default: nil
    }
  }
}
