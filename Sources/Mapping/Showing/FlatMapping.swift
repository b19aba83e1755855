import Diagnostics
import Directory
public import JSON
import SCIM
import YAML

extension AttributeMapping {
  /// The whole mapping as YAML, bases included: every rule that is in force, and behind it where it is written.
  ///
  /// Read again, it does the same, but for what a rule with `onEmpty: skip` goes on with, which is a comment.
  public var flattened: String {
    let tables = tables.all.isEmpty ? [] : ["tables:"] + tables.all.flatMap(FlatYAML.table)
    return (tables + section("users", users) + section("groups", groups)).joined(separator: "\n") + "\n"
  }

  private func section(_ name: String, _ section: Section) -> [String] {
    let matching = section.matching.map { FlatYAML.quoted($0.description) }.joined(separator: ", ")
    var lines = ["\(name):", "  matching: [\(matching)]"]
    if let scope = section.scope { lines.append("  provision when: \(FlatYAML.scalar(scope.text))") }
    return lines + rules("attributes", section, isCustom: false) + rules("custom", section, isCustom: true)
  }

  private func rules(_ name: String, _ section: Section, isCustom: Bool) -> [String] {
    let rules = section.rules.filter { $0.isCustom == isCustom }
    return rules.isEmpty ? [] : ["  \(name):"] + rules.flatMap(FlatYAML.rule)
  }
}

/// Writes the parts of a mapping as lines of YAML.
private enum FlatYAML {
  static func rule(_ rule: Rule) -> [String] {
    let head = "    \(rule.attribute):"
    var options: [String] = []
    if rule.apply != .always { options.append("apply: \(rule.apply.rawValue)") }
    if rule.onEmpty != .clear { options.append("onEmpty: \(rule.onEmpty.rawValue)") }
    if let fallback = rule.fallback { options.append("default: \(fallback)") }
    if let condition = rule.condition { options.append("when: \(scalar(condition.text))") }
    if let reference = rule.reference, reference != .id { options.append("reference: \(reference.rawValue)") }
    let then = rule.next.map { "      # skip goes on with: \($0.expression.oneLine)  (\($0.origin))" }
    if options.isEmpty, case .expression = rule.maker {
      return ["\(head) \(scalar(rule.expression))  # \(rule.origin)"] + then
    }
    return ["\(head)  # \(rule.origin)", "      \(maker(rule))"] + options.map { "      \($0)" } + then
  }

  private static func maker(_ rule: Rule) -> String {
    switch rule.maker {
    case .expression: "from: \(scalar(rule.expression))"
    case .constant(let value): "value: \(value)"
    }
  }

  static func table(_ table: LookupTable) -> [String] {
    let rows = table.rows.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return ["  \(quoted(table.name)):"] + rows.map { "    \(quoted($0.key)): \($0.value)" }
  }

  /// A text as it may stand in a block: without quotes where YAML then reads the same.
  static func scalar(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && !text.contains(": ") && !text.contains(" #") && !text.hasSuffix(":") && !text.hasSuffix(" ")
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
      && (text.utf8.first.map(Tokenizer.startsWord) ?? false)
      && !["true", "false", "null"].contains(text.lowercased())
    return isPlain ? text : quoted(text)
  }

  /// A text in quotes; JSON's are YAML's, too.
  static func quoted(_ text: String) -> String { JSON.string(text).description }
}

extension Rule {
  /// Where it is written: `config/providers/contoso-entra.yaml:9`.
  public var origin: String {
    place.map { "\($0.source.file):\($0.range.start.line)" } ?? "built in"
  }

  /// The rule as JSON: what it makes, how, and where it is written.
  public var json: JSON {
    var json: JSONObject = [
      "kind": .string(kind.rawValue), "attribute": .string(attribute), "custom": .bool(isCustom),
      "rule": .string(expression), "apply": .string(apply.rawValue), "onEmpty": .string(onEmpty.rawValue),
      "origin": .string(origin),
    ]
    json["default"] = fallback
    json["when"] = condition.map { .string($0.text) }
    json["reference"] = reference.map { .string($0.rawValue) }
    if let next = next.first { json["skipsTo"] = next.json }
    return .object(json)
  }
}

extension AttributeMapping {
  /// Every rule that is in force, built-in ones included, in the order in which they run.
  public var allRules: [Rule] { users.rules + groups.rules }
}

extension String {
  fileprivate var oneLine: String { split { $0.isNewline }.joined(separator: " ") }
}
