public import JSON

/// One line of a connection test: what was looked at, what an IdP would see, and what mends it.
public struct Finding: Sendable, Hashable {
  /// What a check came to.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// As an IdP wants it.
    case ok
    /// An IdP takes it; the administrator should know.
    case noted
    /// The IdP's test fails by it.
    case failed
    /// What failed before leaves nothing to try.
    case untried
  }

  /// What was looked at, in a word or two.
  public var check: String
  /// What it came to.
  public var outcome: Outcome
  /// What an IdP would see.
  public var seen: String
  /// What to do about it.
  public var fix: String?

  /// A line of its parts.
  public init(_ check: String, _ outcome: Outcome, _ seen: String, fix: String? = nil) {
    (self.check, self.outcome, self.seen, self.fix) = (check, outcome, seen, fix)
  }

  /// The line as JSON.
  public var json: JSON {
    var object: JSONObject = [
      "check": .string(check), "outcome": .string(outcome.rawValue), "seen": .string(seen),
    ]
    object["fix"] = fix.map { .string($0) }
    return .object(object)
  }
}
