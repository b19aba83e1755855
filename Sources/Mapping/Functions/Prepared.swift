import Diagnostics

/// An argument that was made ready once, when the mapping was read.
enum Prepared: Sendable {
  case pattern(Pattern)
  case replacement(PatternReplacement)
  case datePattern(DatePattern)
  case dateUnit(DateUnit)
  case table(LookupTable)

  var table: LookupTable? { if case .table(let table) = self { table } else { nil } }

  /// Why a text can't be made ready, and which of its bytes are to blame.
  struct Problem: Error {
    let message: String
    let range: Range<Int>
    var fix: String?
  }

  /// Makes `text` ready for its role; `before` are the arguments that were made ready before it.
  init?(_ role: Parameter.Role, _ text: String, _ tables: LookupTables, before: [Prepared]) throws(Problem) {
    switch role {
    case .value: return nil
    case .pattern: self = .pattern(try Pattern(parsing: text))
    case .replacement: self = .replacement(try PatternReplacement(text, groups: before.first?.pattern?.groups ?? 0))
    case .datePattern: self = .datePattern(try DatePattern(parsing: text))
    case .dateUnit: self = .dateUnit(try DateUnit(parsing: text))
    case .table: self = .table(try tables.table(named: text))
    }
  }

  private var pattern: Pattern? { if case .pattern(let pattern) = self { pattern } else { nil } }
}

extension Arguments {
  /// The regular expression.
  var pattern: Pattern? {
    prepared.lazy.compactMap { if case .pattern(let pattern) = $0 { pattern } else { nil } }.first
  }

  /// What takes the place of a match.
  var replacement: PatternReplacement? {
    prepared.lazy.compactMap { if case .replacement(let replacement) = $0 { replacement } else { nil } }.first
  }

  /// How a date is written.
  var datePattern: DatePattern? {
    prepared.lazy.compactMap { if case .datePattern(let pattern) = $0 { pattern } else { nil } }.first
  }

  /// What is counted when something is added to a date.
  var dateUnit: DateUnit? {
    prepared.lazy.compactMap { if case .dateUnit(let unit) = $0 { unit } else { nil } }.first
  }

  /// The table that is looked into.
  var table: LookupTable? { prepared.lazy.compactMap(\.table).first }
}
