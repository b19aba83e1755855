import Diagnostics
import Directory
public import SCIM
public import YAML

extension AttributeMapping {
  /// Compiles the value of `mapping:`, or the whole of an adapter's `mapping.yaml`.
  ///
  /// `base` is the mapping that `extends` names: its rules hold where this one has none of its own, `attribute: ~`
  /// removes one; `types` are those of the provider's endpoint. Everything that is wrong becomes a finding, and then nil is returned; without a node the base is.
  public static func read(
    _ node: YAMLNode?, of source: YAMLSource, base: AttributeMapping?, types: ResourceTypes = .standard,
    findings: Findings
  ) -> AttributeMapping? {
    let found = Findings()
    defer { found.all.forEach(findings.report) }
    guard let fields = Fields(node, of: source, what: "the mapping", findings: found) else {
      return found.hasErrors ? nil : base
    }
    let mapping = read(fields, over: base, types)
    return found.hasErrors ? nil : mapping
  }

  /// What may stand under `mapping:`, and in a mapping's own file.
  public static var shape: Shape {
    .named("mapping", .mapping("the mapping") { _ = read($0, over: nil, .standard) })
  }

  private static func read(
    _ fields: Fields, over base: AttributeMapping?, _ types: ResourceTypes
  ) -> AttributeMapping {
    fields.allow("extends", shape: .about("The adapter, or the file, whose mapping this one begins with.", .text))
    let tables = TableReader(fields, over: base?.tables ?? LookupTables()).read()
    let (ofUsers, ofGroups) = (fields.fields("users", what: "users"), fields.fields("groups", what: "groups"))
    let users = SectionReader(.user, ofUsers, in: fields, base?.users, tables, types).read()
    let groups = SectionReader(.group, ofGroups, in: fields, base?.groups, tables, types).read()
    let examples = ExampleReader(fields, rules: users.rules + groups.rules).read()
    fields.finish()
    return AttributeMapping(users: users, groups: groups, tables: tables, examples: examples)
  }

  /// The adapter whose mapping this one extends; nil when it says nothing readable about it.
  public static func extends(_ node: YAMLNode?) -> Located<String>? {
    guard let value = node?["extends"], !value.isNull, let name = value.scalar else { return nil }
    return Located(name, at: value.range)
  }
}
