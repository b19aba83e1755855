extension AnswerPolicy {
  static let entries: [PolicyEntry<AnswerPolicy>] = [
    PolicyEntry(
      "userPatchReply", \.userPatchReply,
      "A PATCH of a user is answered with the user, or with no body (RFC 7644 §3.5.2).", ["E-52", "K-13"]),
    PolicyEntry(
      "groupPatchReply", \.groupPatchReply,
      "A PATCH of a group is answered with the group, or with no body (RFC 7644 §3.5.2).", ["E-52", "E-60", "K-28"]),
    PolicyEntry(
      "memberEcho", \.memberEcho,
      "Groups are shown without members, with them on reads that don't exclude them, or also in answers to writes "
        + "(RFC 7644 §3.9).",
      ["E-17", "E-59", "K-26", "A-08"]),
    PolicyEntry(
      "responseMedia", \.responseMedia, "Answers are application/scim+json, or application/json (RFC 7644 §8.1).",
      ["E-07", "K-03", "N-05"]),
    PolicyEntry(
      "schemaView", \.schemaView,
      "Discovery shows everything, or leaves out what Entra ID's validator rejects (RFC 7643 §7).", ["E-72"]),
    PolicyEntry(
      "groupNames", \.groupNames,
      "A group's displayName is unique at its provider and a second one is 409, or shared (RFC 7643 §4.2).",
      ["E-28", "E-59"]),
    PolicyEntry(
      "externalIds", \.externalIDs,
      "An externalId identifies one user or group and a second one is 409 or adopted, or may be shared "
        + "(RFC 7643 §3.1).", ["RA-02", "PI-03"]),
    PolicyEntry(
      "authScheme", \.authScheme,
      "The token comes as a bearer token, bare in the header, or as the password of Basic (RFC 7644 §2).",
      ["E-04", "K-02", "P-01"]),
    PolicyEntry(
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
