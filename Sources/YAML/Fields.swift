public import Diagnostics

/// Reads a mapping key by key: wrong types, missing keys and, on `finish`, unknown keys become findings.
///
/// A key without a value (or with `null`) counts as absent. Made with `describing`, it reads nothing and notes down what
/// it is asked for: so a reader is also the declaration of its file's JSON Schema, and the two can't differ.
public final class Fields {
  /// The mapping.
  public let node: YAMLNode
  /// The file that it stands in.
  public let source: YAMLSource
  /// What it is called in messages: *provider*.
  public let what: String
  /// Where mistakes go.
  public let findings: Findings
  /// What was asked for, when nothing is read; nil when something is.
  public let sketch: Sketch?
  /// Keys that were asked for, in the order of asking.
  private var known: [String] = []

  /// The members, in the order of the file.
  public var members: [YAMLMember] { node.members ?? [] }

  /// Reads `node`; nil when there is none or nothing in it, and, with a finding, when it isn't a mapping.
  public init?(_ node: YAMLNode?, of source: YAMLSource, what: String, findings: Findings) {
    guard let node, !node.isNull else { return nil }
    guard node.members != nil else {
      findings.report(source.diagnostic("\(what) must be a mapping, but it is \(node.kindName)", at: node.range))
      return nil
    }
    self.node = node
    self.source = source
    self.what = what
    self.findings = findings
    sketch = nil
  }

  /// Reads nothing: every key is absent, and noted down.
  public init(describing what: String) {
    node = YAMLNode(.mapping([]), at: YAMLSource.nothing.start)
    source = .nothing
    self.what = what
    findings = Findings()
    sketch = Sketch()
  }

  /// The value of `key`, whatever it is; nil when absent. What may stand there is said by `shape`.
  public func node(_ key: String, _ shape: @autoclosure () -> Shape = .any) -> YAMLNode? {
    sketch?.note(key, shape())
    if !known.contains(key) { known.append(key) }
    guard let value = node[key], !value.isNull else { return nil }
    return value
  }

  /// The value of `key`; a finding when it is absent.
  public func requiredNode(_ key: String, _ shape: @autoclosure () -> Shape = .any) -> YAMLNode? {
    if let value = node(key, shape()) { return value }
    if let sketch {
      sketch.require(key)
      return nil
    }
    if let member = members.first(where: { $0.name == key }) {
      report("'\(key)' in \(what) has no value", at: member.key.range, fix: "write one after ': '")
    } else {
      report("'\(key)' is missing in \(what)", at: start, fix: "add a line with \(key):")
    }
    return nil
  }

  /// A mapping within this one.
  public func fields(_ key: String, what: String) -> Fields? {
    guard let sketch else { return Fields(node(key), of: source, what: what, findings: findings) }
    let child = Fields(describing: what)
    if let inner = child.sketch { sketch.note(key, .mapping(inner)) }
    return child
  }

  /// Declares keys that somebody else reads, so that `finish` doesn't take them for unknown ones.
  public func allow(_ keys: String..., shape: Shape = .any) {
    for key in keys { _ = node(key, shape) }
  }

  /// Where the mapping begins: its first key.
  public var start: SourceRange { members.first?.key.range ?? node.range }

  /// Reports an error in this mapping's file.
  public func report(_ message: String, at range: SourceRange, fix: String? = nil, see: String? = nil) {
    findings.report(source.diagnostic(message, at: range, fix: fix, see: see))
  }

  /// Reports keys that nobody asked for, with the nearest known one.
  public func finish() {
    sketch?.isClosed = true
    for member in members.filter({ !known.contains($0.name) }).prefix(YAMLLimits.findings) {
      let near = suggestion(for: member.name, among: known).map { "did you mean '\($0)'?" }
      let list = known.isEmpty ? nil : "known keys: \(known.joined(separator: ", "))"
      report("unknown key '\(shown(member.name))' in \(what)", at: member.key.range, fix: near ?? list)
    }
  }
}
