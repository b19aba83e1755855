import Diagnostics
import Directory
import JSON
import SCIM

/// Rules that hold where neither a mapping nor its base has one.
enum BuiltInRules {
  /// `active` follows the source record and is true without it; `email` is the primary one of `emails`; a group's
  /// `displayName` is its own.
  static func rules(_ kind: EntryKind, beside rules: [Rule]) -> [Rule] {
    guard kind == .user else { return [rule(kind, "displayName", "displayName")].compactMap { $0 } }
    let hasEmails = rules.contains { !$0.isCustom && $0.attribute == "emails" }
    let email = hasEmails ? rule(kind, "email", "primary(${emails})") : nil
    return [rule(kind, "active", "coalesce(active, true)"), email].compactMap { $0 }
  }

  private static func rule(_ kind: EntryKind, _ name: String, _ text: String) -> Rule? {
    guard let attribute = DirectorySchema.attribute(name, of: kind), let syntax = try? ExpressionParser.parse(text)
    else { return nil }
    var checker = Checker(text, kind: kind, custom: [])
    guard let checked = checker.check(syntax) else { return nil }
    let reads = checker.references.map { Rule.Read(name: $0.name, range: .startOf("")) }
    return Rule(
      kind: kind, attribute: name, isCustom: false, expression: text, apply: .always, onEmpty: .clear, reference: nil,
      maker: .expression(checked.expression), fallback: nil, condition: nil, target: .attribute(attribute),
      reads: reads, place: nil)
  }
}
