/// One choice of the answer policy by its name.
struct AnswerEntry: Sendable {
  let name: String
  let values: [String]
  let meaning: String
  let facts: [String]
  let read: @Sendable (AnswerPolicy) -> String
  let write: @Sendable (inout AnswerPolicy, String) -> Bool

  init<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ place: any WritableKeyPath<AnswerPolicy, Choice> & Sendable, _ meaning: String, _ facts: [String]
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
}

extension AnswerPolicy {
  static let entries: [AnswerEntry] = [
    AnswerEntry(
      "userPatchReply", \.userPatchReply,
      "A PATCH of a user is answered with the user, or with no body (RFC 7644 §3.5.2).", ["E-52", "K-13"]),
    AnswerEntry(
      "groupPatchReply", \.groupPatchReply,
      "A PATCH of a group is answered with the group, or with no body (RFC 7644 §3.5.2).", ["E-52", "E-60", "K-28"]),
    AnswerEntry(
      "memberEcho", \.memberEcho,
      "Groups are shown without members, with them on reads that don't exclude them, or also in answers to writes "
        + "(RFC 7644 §3.9).",
      ["E-17", "E-59", "K-26", "A-08"]),
    AnswerEntry(
      "responseMedia", \.responseMedia, "Answers are application/scim+json, or application/json (RFC 7644 §8.1).",
      ["E-07", "K-03", "N-05"]),
    AnswerEntry(
      "schemaView", \.schemaView,
      "Discovery shows everything, or leaves out what Entra ID's validator rejects (RFC 7643 §7).", ["E-72"]),
    AnswerEntry(
      "groupNames", \.groupNames,
      "A group's displayName is unique at its provider and a second one is 409, or shared (RFC 7643 §4.2).",
      ["E-28", "E-59"]),
    AnswerEntry(
      "authScheme", \.authScheme,
      "The token comes as a bearer token, bare in the header, or as the password of Basic (RFC 7644 §2).",
      ["E-04", "K-02", "P-01"]),
    AnswerEntry(
      "probeSeedUser", \.probeSeedUser,
      "Until there is a user, reads show a placeholder, for a connection test that wants to see somebody "
        + "(RFC 7644 §3.4.2).", ["K-04", "K-35"]),
  ]

  /// Chooses `value` for the knob `name`; false, and nothing changed, when there is no such knob or value.
  mutating func set(_ name: String, _ value: String) -> Bool {
    guard let entry = Self.entries.first(where: { $0.name == name }) else { return false }
    return entry.write(&self, value)
  }
}
