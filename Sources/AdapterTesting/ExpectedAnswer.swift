public import Diagnostics
public import YAML

/// What an answer must be like; what isn't named doesn't count.
public struct ExpectedAnswer: Sendable {
  /// The statuses that are right.
  public var statuses: Located<[Int]>
  /// What the headers must be.
  public var headers: [ExpectedHeader]
  /// What the content must contain: of objects the given members, of lists an element for each given one.
  public var body: ExpectedJSON?
  /// What must not be there.
  public var absent: [Located<JSONPointer>]
  /// What must be there, whatever its value.
  public var present: [Located<JSONPointer>]
  /// How many elements a list has; 0 also when it isn't there.
  public var counts: [Located<ExpectedCount>]
  /// Texts that must occur nowhere in the content: passwords, tokens.
  public var without: [Located<String>]
  /// Set when there must be no content at all.
  public var empty: Located<Bool>?
  /// What is kept for later requests.
  public var captures: [Located<Capture>]
}

/// What one header must be.
public struct ExpectedHeader: Sendable {
  /// What counts about it.
  public enum Value: Sendable {
    /// This value; of `Content-Type` the parameters only if the expectation has some.
    case equal(String)
    /// Any value.
    case present
    /// It must not be sent.
    case absent
  }

  /// The header's name, in any case.
  public var name: String
  /// What counts about it.
  public var value: Value
  /// Where it is written.
  public var range: SourceRange
}

/// The number of elements at a place.
public struct ExpectedCount: Hashable, Sendable {
  /// Where the list is.
  public var pointer: JSONPointer
  /// How many it has.
  public var count: Int
}

/// A value of an answer that is kept as a placeholder.
public struct Capture: Hashable, Sendable {
  /// The placeholder's name.
  public var name: String
  /// Where its value is.
  public var pointer: JSONPointer
}
