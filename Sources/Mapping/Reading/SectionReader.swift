import Diagnostics
import Directory
import SCIM
import YAML

/// Reads `users:` or `groups:` of a mapping over the same part of its base.
struct SectionReader {
  /// Attributes of type IDP that one mapping may have.
  static let customLimit = 256

  private let kind: EntryKind
  private let fields: Fields?
  /// The mapping as a whole, for what is missing in it.
  private let whole: Fields
  private let base: Section?
  private let tables: LookupTables
  private let types: ResourceTypes

  init(
    _ kind: EntryKind, _ fields: Fields?, in whole: Fields, _ base: Section?, _ tables: LookupTables,
    _ types: ResourceTypes
  ) {
    self.types = types
    self.tables = tables
    self.kind = kind
    self.fields = fields
    self.whole = whole
    self.base = base
  }

  func read() -> Section {
    let matching = matching()
    let scope = scope()
    let attributes = fields?.fields("attributes", what: "attributes of \(kind.rawValue)s")
    let custom = fields?.fields("custom", what: "custom attributes of \(kind.rawValue)s")
    describe(attributes, custom)
    let names = customNames(custom)
    let own = rules(attributes, isCustom: false, names) + rules(custom, isCustom: true, names)
    fields?.finish()
    let merged = RuleMerge(kind, base: base?.rules ?? [], whole.findings).merge(own)
    let broken = own.compactMap(\.brokenName)
    if attributes != nil || fields?.node("attributes") == nil { requireAll(merged, besides: broken) }
    return Section(
      kind: kind, matching: matching, scope: scope, rules: RuleOrder(merged, broken: broken, whole.findings).ordered())
  }

  private func matching() -> [AttributePath] {
    let written = fields?.list("matching", of: .text) ?? []
    guard !written.isEmpty else { return base?.matching ?? defaultMatching }
    return written.compactMap(matchingPath)
  }

  /// `provision when:`; `~` takes away what the base says.
  private func scope() -> Rule.Condition? {
    let key = "provision when"
    guard let fields else { return base?.scope }
    let about = "A filter (RFC 7644 §3.4.2.2): whom it doesn't match has no directory entry."
    guard let node = fields.node(key, .about(about, .text)) else {
      return fields.node[key]?.isNull == true ? nil : base?.scope
    }
    guard let text = node.scalar else {
      fields.report(
        "'\(key)' takes a filter, but it is \(node.kindName)", at: node.range, fix: "userType eq \"Employee\"",
        see: Manual.filters)
      return nil
    }
    return ConditionReader(kind, node, text, types, in: fields).read()
  }

  private func matchingPath(_ node: YAMLNode) -> AttributePath? {
    guard let text = node.scalar, !text.isEmpty else {
      whole.report("'matching' takes attribute paths, but this is \(node.kindName)", at: node.range, fix: "[userName]")
      return nil
    }
    do throws(ExpressionProblem) {
      return try PathChecker(resourceType: types[kind]).check(text, at: 0..<text.utf8.count).path
    } catch {
      let place = node.range(ofValueOffset: error.range.lowerBound, length: error.range.count, in: whole.source)
      whole.report(error.message, at: place, fix: error.fix, see: error.see)
      return nil
    }
  }

  private var defaultMatching: [AttributePath] {
    let name = kind == .user ? "userName" : "displayName"
    return (try? [AttributePath(parsing: name, for: types[kind])]) ?? []
  }

  private func describe(_ attributes: Fields?, _ custom: Fields?) {
    for attribute in DirectorySchema.attributes(of: kind) where attribute.mappable && attributes?.sketch != nil {
      attributes?.allow(attribute.name, shape: .about(attribute.notes, RuleReader.shape(of: attribute)))
    }
    if attributes?.sketch != nil { attributes?.finish() }
    custom?.describeOthers(RuleReader.shape(of: nil))
  }

  private func customNames(_ custom: Fields?) -> [String] {
    let inherited = (base?.rules ?? []).filter(\.isCustom).map(\.attribute)
    let own = (custom?.members ?? []).map(\.name)
    if own.count > Self.customLimit, let custom {
      custom.report("more than \(Self.customLimit) custom attributes", at: custom.start)
    }
    return inherited
      + own.prefix(Self.customLimit).filter { name in !inherited.contains { $0.lowercased() == name.lowercased() } }
  }

  private func rules(_ fields: Fields?, isCustom: Bool, _ names: [String]) -> [RuleReader.Outcome] {
    guard let fields else { return [] }
    var seen: [String: SourceRange] = [:]
    var outcomes: [RuleReader.Outcome] = []
    var isCut = false
    for member in fields.members.prefix(Self.customLimit) {
      if isCut, YAMLTraps.isLeftover(member) { continue }
      let reader = RuleReader(
        kind, member, isCustom: isCustom, names: names, tables: tables, types: types,
        of: fields.source, fields.findings)
      guard let target = reader.target() else { continue }
      if seen.updateValue(member.key.range, forKey: target.name.lowercased()) != nil {
        fields.report("'\(target.name)' has two rules", at: member.key.range, fix: "remove one of them")
        continue
      }
      let outcome = reader.read(target)
      isCut = isCut || outcome.isCut
      outcomes.append(outcome)
    }
    return outcomes
  }

  private func requireAll(_ rules: [Rule], besides broken: [String]) {
    for attribute in DirectorySchema.attributes(of: kind) where attribute.required && !broken.contains(attribute.name) {
      guard !rules.contains(where: { !$0.isCustom && $0.attribute == attribute.name }) else { continue }
      whole.report(
        "no rule makes \(attribute.name), and a \(kind.rawValue) can't be provisioned without it",
        at: fields?.start ?? whole.start, fix: "add under attributes:  \(attribute.name): \(attribute.name)",
        see: Manual.mappings)
    }
  }
}
