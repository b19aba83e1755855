internal import JSON

/// Which attributes `/Schemas` shows, since some clients refuse schemas with certain ones (fact E-72).
public struct SchemaView: Sendable, Hashable {
  /// What is left out, such as `password` or `emails.display`.
  public var hidden: [String]
  /// What is shown as immutable, such as a `userName` that may not change once it is provisioned.
  public var immutable: [String]

  /// A view of the caller's choice.
  public init(hidden: [String] = [], immutable: [String] = []) {
    self.hidden = hidden
    self.immutable = immutable
  }

  /// Every attribute.
  public static let full = SchemaView()

  /// Without `password` and `emails.display` (fact E-72).
  public static let reduced = SchemaView(hidden: ["password", "emails.display"])

  /// The schema as this view shows it.
  public func schema(_ schema: Schema) -> Schema {
    var shown = schema
    shown.attributes = shown.attributes.compactMap { attribute($0, named: $0.name) }
    return shown
  }

  private func attribute(_ attribute: SchemaAttribute, named name: String) -> SchemaAttribute? {
    guard !hidden.contains(where: { equalIgnoringASCIICase($0, name) }) else { return nil }
    let isFixed = immutable.contains { equalIgnoringASCIICase($0, name) }
    return attribute.with(
      isFixed ? .immutable : attribute.mutability,
      attribute.subAttributes.compactMap { self.attribute($0, named: "\(name).\($0.name)") })
  }
}
