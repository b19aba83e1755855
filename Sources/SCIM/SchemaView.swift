internal import JSON

/// Which attributes `/Schemas` shows, since some clients refuse schemas with certain ones (fact E-72).
public struct SchemaView: Sendable, Hashable {
  /// What is left out, such as `password` or `emails.display`.
  public var hidden: [String]
  /// What is shown as immutable, such as a `userName` that may not change once it is provisioned.
  public var immutable: [String]
  /// What is shown as required, since a resource without it is refused.
  public var required: [String]

  /// A view of the caller's choice.
  public init(hidden: [String] = [], immutable: [String] = [], required: [String] = []) {
    self.hidden = hidden
    self.immutable = immutable
    self.required = required
  }

  /// Every attribute.
  public static let full = SchemaView()

  /// Without `password` and `emails.display` (fact E-72).
  public static let reduced = SchemaView(hidden: ["password", "emails.display"])

  /// The schema as this view shows it.
  public func schema(_ schema: Schema) -> Schema {
    var shown = schema
    shown.attributes = shown.attributes.compactMap { attribute($0, named: $0.name, in: schema) }
    return shown
  }

  private func attribute(
    _ attribute: SchemaAttribute, named name: String, in schema: Schema
  ) -> SchemaAttribute? {
    guard !names(hidden, name, schema) else { return nil }
    return attribute.with(
      names(immutable, name, schema) ? .immutable : attribute.mutability, required: names(required, name, schema),
      attribute.subAttributes.compactMap { self.attribute($0, named: "\(name).\($0.name)", in: schema) })
  }

  /// An attribute of a user or group goes by its name alone, one of an extension by URN and name.
  private func names(_ list: [String], _ name: String, _ schema: Schema) -> Bool {
    let isCore = schema.id == SCIMURN.user || schema.id == SCIMURN.group
    let full = isCore ? name : "\(schema.id):\(name)"
    return list.contains { equalIgnoringASCIICase($0, full) }
  }
}
