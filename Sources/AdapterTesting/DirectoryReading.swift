import Diagnostics
import Directory
import YAML

extension ExchangeReader {
  /// The value of `directory:`.
  func directory(_ fields: Fields) -> ExpectedDirectory? {
    guard let place = fields.requiredNode("directory"),
      let parts = fields.fields("directory", what: "the directory")
    else { return nil }
    defer { parts.finish() }
    if parts.node("users") == nil { _ = parts.requiredNode("users") }
    if parts.node("groups") == nil { _ = parts.requiredNode("groups") }
    return ExpectedDirectory(
      users: parts.list("users").compactMap { entry($0, of: .user, named: "userName") },
      groups: parts.list("groups").compactMap { entry($0, of: .group, named: "displayName") }, place: place)
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

  private func check(_ key: YAMLNode, of kind: EntryKind) {
    let names = DirectorySchema.attributes(of: kind).map(\.name)
    guard let name = key.scalar, !names.contains(name) else { return }
    let near = suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
    report("a \(kind.rawValue) of the directory has no attribute '\(name)'", at: key.range, fix: near)
  }
}
