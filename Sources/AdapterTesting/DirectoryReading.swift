import Diagnostics
import Directory
import YAML

extension ExchangeReader {
  /// The value of `directory:`.
  func directory(_ fields: Fields) -> ExpectedDirectory? {
    let place = fields.requiredNode("directory")
    guard let parts = fields.fields("directory", what: "the directory") else { return nil }
    defer { parts.finish() }
    if parts.node("users") == nil { _ = parts.requiredNode("users") }
    if parts.node("groups") == nil { _ = parts.requiredNode("groups") }
    let users = parts.list("users", of: Self.entryShape(.user, named: "userName"))
    let groups = parts.list("groups", of: Self.entryShape(.group, named: "displayName"))
    guard let place else { return nil }
    return ExpectedDirectory(
      users: users.compactMap { entry($0, of: .user, named: "userName") },
      groups: groups.compactMap { entry($0, of: .group, named: "displayName") }, place: place)
  }

  private func entry(_ node: YAMLNode, of kind: EntryKind, named attribute: String) -> ExpectedEntry? {
    guard let fields = Fields(node, of: source, what: "a \(kind.rawValue)", findings: findings) else { return nil }
    for member in node.members ?? [] { check(member.key, of: kind) }
    guard let name = fields.requiredText(attribute) else { return nil }
    let members =
      kind == .group
      ? fields.node("members").map { Located(fields.texts("members").map(\.value), at: $0.range) } : nil
    return ExpectedEntry(name: name.value, attributes: ExpectedJSON(node), members: members, place: node)
  }

  /// An entry of the directory: its attributes by their names, of which one must be there.
  private static func entryShape(_ kind: EntryKind, named attribute: String) -> Shape {
    let entry = Shape.mapping("a \(kind.rawValue)") { fields in
      for attribute in DirectorySchema.attributes(of: kind) { fields.allow(attribute.name) }
      _ = fields.requiredText(attribute)
      if kind == .group { _ = fields.texts("members", of: .repeatable(.text)) }
      fields.finish()
    }
    return .repeatable(.named("\(kind.rawValue)", entry))
  }

  private func check(_ key: YAMLNode, of kind: EntryKind) {
    let names = DirectorySchema.attributes(of: kind).map(\.name)
    guard let name = key.scalar, !names.contains(name) else { return }
    let near = suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
    report("a \(kind.rawValue) of the directory has no attribute '\(name)'", at: key.range, fix: near)
  }
}
