import Diagnostics
import Mapping
import SCIM
import YAML

/// A mapping whose base can't be used: what is wrong with it on its own is still told, all at once.
struct WithoutBase {
  let file: ConfigurationFile
  let node: YAMLNode
  let types: ResourceTypes

  /// Reports its own mistakes; those that a good base might mend are left until the base is right.
  func report(to findings: Findings) {
    let found = Findings()
    _ = AttributeMapping.read(node, of: file.source, base: Self.least, types: types, findings: found)
    found.all.filter { !mayBeMended($0) }.forEach(findings.report)
  }

  /// Names of `custom` attributes come from the base too, wherever they may stand.
  private func mayBeMended(_ diagnostic: Diagnostic) -> Bool {
    if diagnostic.excerpt?.contains("${") == true { return true }
    guard let examples = node["examples"]?.range, let start = diagnostic.range?.start else { return false }
    return examples.start <= start && start < examples.end
  }

  /// The rules without which no mapping is whole.
  private static let least: AttributeMapping? = {
    let text = """
      users: { attributes: { userName: userName, displayName: displayName } }
      groups: { attributes: { displayName: displayName } }
      """
    guard let source = try? YAMLSource(file: "base", text: text) else { return nil }
    return AttributeMapping.read(source.root, of: source, base: nil, findings: Findings())
  }()
}
