import Diagnostics
import Directory
public import YAML

extension AttributeMapping {
  /// Compiles the value of `mapping:`, or the whole of an adapter's `mapping.yaml`.
  ///
  /// `base` is the mapping that `extends` names: its rules hold where this one has none of its own, `attribute: ~`
  /// removes one. Everything that is wrong becomes a finding, and then nil is returned; without a node the base is.
  public static func read(
    _ node: YAMLNode?, of source: YAMLSource, base: AttributeMapping?, findings: Findings
  ) -> AttributeMapping? {
    let found = Findings()
    defer { found.all.forEach(findings.report) }
    guard let fields = Fields(node, of: source, what: "the mapping", findings: found) else {
      return found.hasErrors ? nil : base
    }
    fields.allow("extends")
    let users = SectionReader(.user, fields.fields("users", what: "users"), in: fields, base?.users).read()
    let groups = SectionReader(.group, fields.fields("groups", what: "groups"), in: fields, base?.groups).read()
    let examples = ExampleReader(fields, rules: users.rules + groups.rules).read()
    fields.finish()
    return found.hasErrors ? nil : AttributeMapping(users: users, groups: groups, examples: examples)
  }

  /// The adapter whose mapping this one extends; nil when it says nothing readable about it.
  public static func extends(_ node: YAMLNode?) -> Located<String>? {
    guard let value = node?["extends"], !value.isNull, let name = value.scalar else { return nil }
    return Located(name, at: value.range)
  }
}
