import Diagnostics
import Directory
import JSON
import SCIM

/// Looks up the names of an expression and checks its types; collects everything that is wrong.
struct Checker {
  /// A part that was checked.
  struct Typed {
    let expression: Expression
    let type: ExpressionType
    let range: Range<Int>
    /// How to get one text out of it, where it isn't one.
    var oneText: String?
  }

  /// A directory attribute that an expression reads.
  struct Reference: Sendable, Hashable {
    let name: String
    let range: Range<Int>
  }

  let text: String
  let kind: EntryKind
  /// The attributes of type IDP, as declared.
  let custom: [String]
  let tables: LookupTables
  let types: ResourceTypes
  private(set) var problems: [ExpressionProblem] = []
  private(set) var references: [Reference] = []

  init(
    _ text: String, kind: EntryKind, custom: [String], tables: LookupTables = LookupTables(),
    types: ResourceTypes = .standard
  ) {
    self.tables = tables
    self.types = types
    self.text = text
    self.kind = kind
    self.custom = custom
  }

  /// The checked expression; nil when its own names are wrong.
  mutating func check(_ syntax: Syntax) -> Typed? {
    switch syntax.form {
    case .literal(let value):
      let type: ExpressionType = value.bool != nil ? .bool : value.number != nil ? .number : .text
      return Typed(expression: .literal(value), type: type, range: syntax.range)
    case .path(let path): return checkPath(path, syntax.range)
    case .reference(let name): return checkReference(name, syntax.range)
    case .call(let name, let place, let arguments): return checkCall(name, place, arguments, syntax.range)
    }
  }

  mutating func report(_ problem: ExpressionProblem) { problems.append(problem) }

  /// Reports that `part` isn't of the type that `by` wants.
  mutating func require(_ wanted: ExpressionType, of part: Typed, by: String) {
    guard !wanted.takes(part.type) else { return }
    let written = source(part.range)
    let fix: String? =
      switch (wanted, part.type) {
      case (.text, .list): part.oneText ?? "primary(\(written))"
      case (.text, .complex): part.oneText
      case (.bool, .text): "toBool(\(written))"
      default: nil
      }
    let has = part.type == .list ? "has several values" : "is \(part.type.description)"
    let one = part.type == .list && wanted == .text ? "one value" : wanted.description
    report("'\(written)' \(has), but \(by) wants \(one)", part.range, fix: fix)
  }

  private mutating func checkPath(_ path: String, _ range: Range<Int>) -> Typed? {
    do {
      let checked = try PathChecker(resourceType: types[kind]).check(path, at: range)
      return Typed(
        expression: .path(checked.path, single: checked.single), type: checked.type, range: range,
        oneText: checked.oneText)
    } catch {
      problems.append(error)
      return nil
    }
  }

  private mutating func checkReference(_ name: String, _ range: Range<Int>) -> Typed? {
    if let custom = custom.first(where: { $0.lowercased() == name.lowercased() }) {
      references.append(Reference(name: custom, range: range))
      return Typed(expression: .custom(custom), type: .any, range: range)
    }
    guard let attribute = DirectorySchema.attribute(name, of: kind) else {
      let known = custom + DirectorySchema.attributes(of: kind).filter(\.mappable).map(\.name)
      let near = suggestion(for: name, among: known)
      report(
        "the directory has no attribute '\(name)' of a \(kind.rawValue)", range,
        fix: near.map { "did you mean ${\($0)}?" } ?? "declare it under custom:")
      return nil
    }
    guard attribute.mappable else {
      report("'\(attribute.name)' isn't made by a rule, so a rule can't read it", range)
      return nil
    }
    references.append(Reference(name: attribute.name, range: range))
    return Typed(expression: .directory(attribute.name), type: attribute.type.expressionType, range: range)
  }

  private mutating func checkCall(
    _ name: String, _ place: Range<Int>, _ arguments: [Syntax], _ range: Range<Int>
  ) -> Typed? {
    let checked = arguments.map { check($0) }
    guard let function = FunctionTable.function(named: name) else {
      let near = suggestion(for: name, among: FunctionTable.names)
      report(
        "there is no function '\(name)'", place,
        fix: ForeignFunctions.advice(for: name) ?? near.map { "did you mean '\($0)'?" }, see: Manual.functions)
      return nil
    }
    guard function.takes(count: arguments.count) else {
      let count = arguments.count == 1 ? "1 argument" : "\(arguments.count) arguments"
      report(
        "\(name) doesn't take \(count)", place,
        fix: ([function.signature] + [function.misuse].compactMap { $0 }).joined(separator: "; "), see: Manual.functions
      )
      return nil
    }
    for (index, part) in checked.enumerated() {
      if let part, let parameter = function.parameter(at: index) { require(parameter.type, of: part, by: name) }
    }
    let parts = checked.compactMap { $0 }
    guard parts.count == arguments.count, let prepared = prepare(function, arguments) else { return nil }
    return Typed(
      expression: .call(function, parts.map(\.expression), prepared),
      type: function.resultType(of: parts.map(\.type), prepared), range: range)
  }

  private mutating func report(
    _ message: String, _ range: Range<Int>, fix: String? = nil, see: String? = Manual.mappings
  ) {
    problems.append(ExpressionProblem(message, at: range, fix: fix, see: see))
  }

  func source(_ range: Range<Int>) -> String { String(decoding: Array(text.utf8)[range], as: UTF8.self) }
}

extension ResourceTypes {
  /// The resource type whose source records make entries of that kind.
  subscript(kind: EntryKind) -> ResourceType { kind == .user ? user : group }
}

extension DirectoryType {
  /// What `${attribute}` gives.
  var expressionType: ExpressionType {
    switch self {
    case .text, .instant, .reference: .text
    case .bool: .bool
    case .number: .number
    case .complexList: .list
    case .map: .any
    }
  }
}
