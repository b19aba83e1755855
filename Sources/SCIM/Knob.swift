/// One choice of the write semantics, as adapters and documentation name it.
public struct Knob: Sendable, Hashable {
  /// The name in `adapter.yaml`.
  public var name: String
  /// What can be chosen.
  public var values: [String]
  /// What holds unless something is chosen: that of `WriteSemantics.lenient`.
  public var `default`: String
  /// One sentence for people.
  public var meaning: String
}

extension WriteSemantics {
  /// Every choice there is, in the order of the documentation.
  public static let knobs: [Knob] = entries.map { entry in
    Knob(name: entry.name, values: entry.values, default: entry.read(.lenient), meaning: entry.meaning)
  }

  /// Chooses `value` for the knob `name`; false, and nothing changed, when there is no such knob or value.
  public mutating func set(_ name: String, _ value: String) -> Bool {
    guard let entry = Self.entries.first(where: { $0.name == name }) else { return false }
    return entry.write(&self, value)
  }

  /// What is chosen for the knob `name`; nil when there is no such knob.
  public func value(of name: String) -> String? { Self.entries.first { $0.name == name }?.read(self) }
}

private struct Entry: Sendable {
  let name: String
  let values: [String]
  let meaning: String
  let read: @Sendable (WriteSemantics) -> String
  let write: @Sendable (inout WriteSemantics, String) -> Bool

  init<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ place: any WritableKeyPath<WriteSemantics, Choice> & Sendable, _ meaning: String
  ) {
    self.name = name
    self.meaning = meaning
    values = Choice.allCases.map(\.rawValue)
    read = { $0[keyPath: place].rawValue }
    write = { semantics, value in
      guard let choice = Choice(rawValue: value) else { return false }
      semantics[keyPath: place] = choice
      return true
    }
  }
}

extension WriteSemantics {
  private static let entries: [Entry] = [
    Entry(
      "unmatchedFilter", \.unmatchedFilter,
      "A filtered path that matches nothing creates the value it describes, or is an error (RFC 7644 §3.5.2)."),
    Entry(
      "emptyString", \.emptyString,
      "An empty string clears an optional attribute, or is its value (RFC 7643 §2.5)."),
    Entry(
      "bareRemoveMembers", \.bareRemoveMembers,
      "Removing members without naming any is refused, or empties the group (RFC 7644 §3.5.2.2)."),
    Entry("putMissing", \.putMissing, "An attribute that a PUT leaves out is kept, or cleared (RFC 7644 §3.5.1)."),
    Entry(
      "putMissingActive", \.putMissingActive,
      "An `active` that a PUT leaves out is kept, or is true (RFC 7644 §3.5.1)."),
    Entry(
      "putMissingMembers", \.putMissingMembers,
      "Members that a PUT leaves out are kept, or removed (RFC 7644 §3.5.1)."),
    Entry("nullMeans", \.nullMeans, "On PUT and PATCH null counts as not sent, or clears (RFC 7643 §2.5)."),
    Entry(
      "duplicatePost", \.duplicatePost,
      "A POST of what exists is a conflict (RFC 7644 §3.3), or is taken as an update of it."),
    Entry(
      "unknownAttributes", \.unknownAttributes,
      "Attributes that no schema knows are kept as sent, ignored with a note, or refused (RFC 7643 §3)."),
    Entry(
      "unknownMember", \.unknownMember,
      "Members that aren't known yet are kept until they are, left out, or refused (RFC 7643 §4.2)."),
  ]
}
