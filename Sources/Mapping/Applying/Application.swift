import Directory
import JSON
import Text

/// What the directory entry was before.
struct Previous: Sendable {
  let attributes: JSONObject
  let custom: JSONObject

  func value(_ rule: Rule) -> JSON? { rule.isCustom ? custom[rule.attribute] : attributes[rule.attribute] }
}

/// One run of a section's rules over one source record.
struct Application {
  let section: Section
  let previous: Previous?
  var evaluation: Evaluation
  var mapped = Mapped()
  /// How each rule came to its result, in the rules' order; nil unless somebody wants to know.
  private(set) var traces: [RuleTrace]?

  init(_ section: Section, source: JSONObject, previous: Previous?, clock: Timestamp, traced: Bool = false) {
    self.section = section
    self.previous = previous
    evaluation = Evaluation(section.kind, source: source, clock: clock)
    if traced { traces = [] }
  }

  mutating func run() -> Mapped {
    if let scope = section.scope, let result = judged(scope) { return result }
    mapped.provenance.reserveCapacity(section.rules.count)
    for step in section.steps { traced(step.rule) { $0.run(step.rule) } }
    if section.kind == .user, evaluation.attributes["active"] == nil {
      evaluation.attributes["active"] = .bool(previous?.attributes["active"]?.bool ?? true)
    }
    mapped.attributes = evaluation.attributes
    mapped.custom = evaluation.custom
    mapped.missing += (Self.required[section.kind] ?? []).filter {
      mapped.attributes[$0] == nil && !mapped.missing.contains($0)
    }
    return mapped
  }

  /// What an entry can't do without: looked up once, not for every entry.
  private static let required = Dictionary(
    uniqueKeysWithValues: EntryKind.allCases.map { kind in
      (kind, DirectorySchema.attributes(of: kind).filter(\.required).map(\.name))
    })

  private mutating func run(_ rule: Rule) {
    guard rule.apply == .always || previous == nil else {
      tell(.kept, "it applies only when the entry is made")
      return keep(rule)
    }
    do throws(LimitExceeded) {
      let made = try value(of: rule)
      guard made.value.isNothing else { return set(made.value, rule, made.expression) }
      leaveEmpty(rule)
    } catch {
      mapped.notes.append("\(rule.attribute): \(error.what)")
      mapped.missing.append(rule.attribute)
      tell(.kept, error.what)
      keep(rule)
    }
  }

  private mutating func value(of rule: Rule) throws(LimitExceeded) -> (value: JSON, expression: String) {
    let value = try holds(rule) ? converted(made(by: rule), for: rule) : .null
    guard value.isNothing else { return (value, rule.expression) }
    if let fallback = rule.fallback {
      tell(.defaulted, "the rule gave nothing")
      return (fallback, "default \(fallback)")
    }
    return (.null, rule.expression)
  }

  private mutating func holds(_ rule: Rule) throws(LimitExceeded) -> Bool {
    guard let condition = rule.condition else { return true }
    let holds = try evaluation.matches(condition)
    if !holds { tell(.cleared, "'when' doesn't hold: \(condition.text)") }
    return holds
  }

  private mutating func made(by rule: Rule) throws(LimitExceeded) -> JSON {
    switch rule.maker {
    case .constant(let value): return value
    case .expression(let expression): return try evaluation.value(of: expression)
    }
  }

  private mutating func converted(_ value: JSON, for rule: Rule) throws(LimitExceeded) -> JSON {
    try evaluation.charge(Evaluation.stepCost / 2 * (value.array?.count ?? 0))
    var conversion = Conversion(to: rule.target)
    let converted = conversion.convert(value)
    mapped.notes += conversion.notes
    guard converted.longestText <= LimitExceeded.textBytes else { throw .text }
    if rule.isTypeDeclared, let type = rule.customType, !converted.isNull { return fitted(converted, type, rule) }
    return converted
  }

  private mutating func fitted(_ value: JSON, _ type: CustomType, _ rule: Rule) -> JSON {
    let fitted = type.fitted(value)
    if fitted.isNull { mapped.notes.append("\(rule.attribute) is a \(type.rawValue), and the source record has none") }
    return fitted
  }

  private mutating func leaveEmpty(_ rule: Rule) {
    switch rule.onEmpty {
    case .clear: tell(.cleared, "the rule gave nothing")
    case .keep:
      tell(.kept, "the rule gave nothing (onEmpty: keep)")
      keep(rule)
    case .skip:
      tell(.cleared, "the rule gave nothing (onEmpty: skip)")
      if let next = rule.next.first { traced(next) { $0.run(next) } }
    case .fail:
      tell(.failed, "the rule gave nothing (onEmpty: fail)")
      if mapped.failure == nil { mapped.failure = (rule.attribute, rule.expression) }
      keep(rule)
    }
  }

  private mutating func keep(_ rule: Rule) {
    guard let value = previous?.value(rule) else { return }
    store(value, rule)
  }

  private mutating func set(_ value: JSON, _ rule: Rule, _ expression: String) {
    tell(.made, nil)
    mapped.provenance[rule.attribute] = expression
    store(value, rule)
  }

  private mutating func store(_ value: JSON, _ rule: Rule) {
    if rule.isCustom {
      evaluation.custom[rule.attribute] = value
    } else {
      evaluation.attributes[rule.attribute] = value
    }
  }
}

extension Application {
  /// Runs a rule, and notes how it went if somebody wants to know.
  private mutating func traced(_ rule: Rule, _ body: (inout Application) -> Void) {
    guard let index = traces?.count else { return body(&self) }
    traces?.append(RuleTrace(rule: rule))
    let outer = (steps: evaluation.steps, notes: mapped.notes.count)
    evaluation.steps = []
    body(&self)
    traces?[index].steps = evaluation.steps ?? []
    traces?[index].notes = Array(mapped.notes[outer.notes...])
    traces?[index].result = (rule.isCustom ? evaluation.custom : evaluation.attributes)[rule.attribute]
    evaluation.steps = outer.steps
  }

  /// Notes what became of the attribute of the rule that runs; the first reason stands, and a default stays one.
  private mutating func tell(_ outcome: RuleTrace.Outcome, _ reason: String?) {
    guard let index = traces?.indices.last, outcome != .made || traces?[index].outcome != .defaulted else { return }
    traces?[index].outcome = outcome
    if traces?[index].reason == nil { traces?[index].reason = reason }
  }
}

extension JSON {
  /// The bytes of the longest text in it.
  fileprivate var longestText: Int {
    switch self {
    case .string(let text): text.utf8.count
    case .array(let elements): elements.map(\.longestText).max() ?? 0
    case .object(let members): members.map(\.value.longestText).max() ?? 0
    case .null, .bool, .number: 0
    }
  }
}
