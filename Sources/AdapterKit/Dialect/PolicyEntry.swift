/// One choice of a policy by its name.
struct PolicyEntry<Policy: Sendable>: Sendable {
  let name: String
  let values: [String]
  let meaning: String
  let facts: [String]
  let read: @Sendable (Policy) -> String
  let write: @Sendable (inout Policy, String) -> Bool

  init<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ place: any WritableKeyPath<Policy, Choice> & Sendable, _ meaning: String, _ facts: [String]
  ) {
    (self.name, self.meaning, self.facts) = (name, meaning, facts)
    values = Choice.allCases.map(\.rawValue)
    read = { $0[keyPath: place].rawValue }
    write = { policy, value in
      guard let choice = Choice(rawValue: value) else { return false }
      policy[keyPath: place] = choice
      return true
    }
  }

  /// The entry as a knob.
  func knob(standard: Policy, strict: Policy) -> DialectKnob {
    DialectKnob(
      name: name, values: values, standard: read(standard), strict: read(strict), meaning: meaning, facts: facts)
  }
}
