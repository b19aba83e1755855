internal import Diagnostics
public import JSON

/// What the conformance kit found of one adapter.
public struct ConformanceReport: Sendable {
  /// The adapter.
  public var adapter: String
  /// The checks, in the order in which they ran.
  public var checks: [ConformanceCheck] = []
  /// Each deviation of the adapter with the first conversation that comes out otherwise without it.
  public var trials: [DeviationTrial] = []

  /// Whether the adapter is done.
  public var passed: Bool { checks.allSatisfy { $0.outcome != .failed } }

  /// Everything that is wrong, in the order of the checks.
  public var faults: [Mismatch] { checks.flatMap(\.faults) }
}

/// One thing that every adapter must hold.
public struct ConformanceCheck: Sendable {
  /// What came of it.
  public enum Outcome: String, Sendable, CaseIterable {
    case passed
    case failed
    /// It couldn't be made: something before it failed, or there is nothing to check.
    case skipped
  }

  /// What is checked: `round trip`.
  public var name: String
  /// What came of it.
  public var outcome: Outcome
  /// How much was checked, or why nothing was.
  public var detail: String
  /// What is wrong, each with its place.
  public var faults: [Mismatch]

  init(_ name: String, _ detail: String, faults: [Mismatch] = []) {
    (self.name, outcome, self.detail) = (name, faults.isEmpty ? .passed : .failed, detail)
    self.faults = faults
  }

  init(skipping name: String, _ detail: String) {
    (self.name, outcome, self.detail, faults) = (name, .skipped, detail, [])
  }

  /// The check as a JSON line.
  public var json: JSON {
    [
      "check": .string(name), "outcome": .string(outcome.rawValue), "detail": .string(detail),
      "faults": .array(faults.map(\.json)),
    ]
  }
}

/// Whether a deviation earned its place.
public struct DeviationTrial: Sendable {
  /// The deviation as the adapter has it: `putMissing: keep`.
  public var deviation: String
  /// Whether it is a lenient form, which is on for every adapter, and not the adapter's own choice.
  public var isForm: Bool
  /// The first conversation that comes out otherwise without it; nil when none does.
  public var neededBy: String?

  /// The trial as a JSON line.
  public var json: JSON {
    var line: JSONObject = ["deviation": .string(deviation), "form": .bool(isForm)]
    line["neededBy"] = neededBy.map { .string($0) } ?? JSON.null
    return .object(line)
  }
}

extension Mismatch {
  /// The mismatch as JSON: place, sentence, fix, both sides.
  public var json: JSON {
    var line: JSONObject = ["message": .string(diagnostic.message)]
    if let range = diagnostic.range {
      line["file"] = .string(range.file)
      line["line"] = JSON(range.start.line)
      line["column"] = JSON(range.start.column)
    }
    if let fix = diagnostic.fix { line["fix"] = .string(fix) }
    if let expected { line["expected"] = .string(expected) }
    if let got { line["got"] = .string(got) }
    return .object(line)
  }
}
