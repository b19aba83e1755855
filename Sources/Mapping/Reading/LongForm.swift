import Diagnostics
import Directory
import JSON
import SCIM
import YAML

/// What the long form of a rule says beside how the value is made.
struct LongForm {
  var apply = ApplyWhen.always
  var onEmpty = WhenEmpty.clear
  var fallback: JSON?
  var condition: Rule.Condition?
  var reference: ReferenceKey?
  var type: CustomType?
}

extension RuleReader {
  /// Reads `{ from: … }` or `{ value: … }` with its options.
  func longForm(_ target: Target) -> Outcome {
    guard let fields = Fields(member.value, of: source, what: "the rule of \(member.name)", findings: findings) else {
      return .broken(target.name, cut: false)
    }
    return longForm(target, fields)
  }

  /// What may stand where a rule is written: an expression, the long form, or nothing, which removes a rule.
  static func shape(of attribute: DirectoryAttribute?) -> Shape {
    let isReference = attribute?.type == .reference
    return .named(
      isReference ? "reference" : "rule",
      .either([.scalar, .nothing, .mapping("a rule") { describe($0, isReference: isReference) }]))
  }

  private static func describe(_ fields: Fields, isReference: Bool) {
    let name = YAMLNode(.scalar("manager", style: .plain), at: fields.start)
    let reader = RuleReader(
      .user, YAMLMember(key: name, value: fields.node), isCustom: false, names: [], tables: LookupTables(),
      types: .standard, of: fields.source, fields.findings)
    guard let target = isReference ? reader.target() : .custom("any") else { return }
    _ = reader.longForm(target, fields)
  }

  private func longForm(_ target: Target, _ fields: Fields) -> Outcome {
    var form = LongForm()
    form.apply = fields.choice("apply", ApplyWhen.self)?.value ?? form.apply
    form.onEmpty = fields.choice("onEmpty", WhenEmpty.self)?.value ?? form.onEmpty
    form.fallback = fields.node("default", Self.constantShape).flatMap { constant($0, target) }
    form.condition = condition(fields)
    form.reference = reference(fields, target)
    form.type = customType(fields)
    let from = fields.node("from", .scalar)
    let compiled = maker(fields, from, target)
    if let from, compiled == nil, traps.endsAtComma(from) { return .broken(target.name, cut: false) }
    fields.finish()
    return compiled.map { .rule(rule(target, $0, form)) } ?? .broken(target.name, cut: false)
  }

  private func maker(_ fields: Fields, _ from: YAMLNode?, _ target: Target) -> ExpressionCompiler.Compiled? {
    let value = fields.node("value", Self.constantShape)
    switch (from, value) {
    case (let from?, nil): return expression(from, target)
    case (nil, let value?):
      guard let constant = constant(value, target) else { return nil }
      return ExpressionCompiler.Compiled(
        maker: .constant(constant), text: constant.description, reads: [],
        type: CustomType(constant))
    case (.some, let value?):
      report("a rule has 'from' or 'value', not both", at: value.range, fix: "remove one of them")
    case (nil, nil): report("the rule of \(member.name) has neither 'from' nor 'value'", at: fields.start)
    }
    return nil
  }

  private func expression(_ from: YAMLNode, _ target: Target) -> ExpressionCompiler.Compiled? {
    if from.elements != nil {
      traps.reportBrackets(from)
      return nil
    }
    if traps.reportsColon(from) { return nil }
    guard let text = from.scalar else {
      report("'from' takes an expression, but it is \(from.kindName)", at: from.range)
      return nil
    }
    return ExpressionCompiler(self, target).compile(from, text)
  }

  private func condition(_ fields: Fields) -> Rule.Condition? {
    guard let node = fields.node("when", .text) else { return nil }
    guard let text = node.scalar else {
      report("'when' takes a filter, but it is \(node.kindName)", at: node.range, see: Manual.filters)
      return nil
    }
    return ConditionReader(kind, node, text, types, in: fields).read()
  }

  private func reference(_ fields: Fields, _ target: Target) -> ReferenceKey? {
    if fields.sketch != nil, case .custom = target { return nil }
    guard let key = fields.choice("reference", ReferenceKey.self) else { return nil }
    guard case .attribute(let attribute) = target, attribute.type == .reference else {
      report("'reference' is for manager only", at: key.range, fix: "remove it")
      return nil
    }
    return key.value
  }

  private func customType(_ fields: Fields) -> CustomType? {
    guard let type = fields.choice("type", CustomType.self) else { return nil }
    guard isCustom else {
      report("'type' is for custom attributes only: the directory says what \(member.name) is", at: type.range)
      return nil
    }
    for key in ["value", "default"] {
      guard let node = fields.node(key, Self.constantShape), !node.isNull, type.value.fitted(node.json()).isNull else {
        continue
      }
      report("\(member.name) is a \(type.value.rawValue), and this is none", at: node.range)
    }
    return type.value
  }

  private static var constantShape: Shape {
    .either([.scalar, .list(.any), .mapping("a value") { _ in }])
  }

  /// A value of `value:` or `default:`, as the target takes it.
  private func constant(_ node: YAMLNode, _ target: Target) -> JSON? {
    // A number that is meant as a text stays as it was written: 007.
    let isText = target.wanted == .text
    let value = isText ? node.scalar.map(JSON.string) ?? node.json() : node.json()
    if case .attribute(let attribute) = target, value.bool == nil, attribute.type == .bool {
      report("\(target.name) takes true or false", at: node.range, fix: "write true or false without quotes")
      return nil
    }
    var conversion = Conversion(to: target)
    let converted = conversion.convert(value)
    guard !converted.isNothing, conversion.notes.isEmpty, !isText || node.scalar != nil else {
      report("\(target.name) can't be \(node.kindName)", at: node.range)
      return nil
    }
    return converted
  }
}
