/// What becomes of users who go, as the lifecycle knobs set it (facts in `Knobs`).
public struct LifecyclePolicy: Sendable, Hashable {
  /// What is left of a deleted user.
  public var deleteUser: DeletedUser = .tombstone
  /// Whether a user who is deactivated stays in groups.
  public var keepEdgesWhenInactive: KeptEdges = .on
  /// How the IdP lets its users go.
  public var deactivateBy: DeactivateBy = .any

  /// What holds unless an adapter chooses.
  public init() {}
}

/// What is left of a deleted user; reads are 404 either way (RFC 7644 §3.6).
public enum DeletedUser: String, Sendable, CaseIterable {
  /// A tombstone and an audit trail that tell who it was, until an administrator erases the person.
  case tombstone
  /// Nothing that names the person: the values are erased in the same commit.
  case purge
}

/// Whether a user who is deactivated stays in groups (E-55).
public enum KeptEdges: String, Sendable, CaseIterable {
  /// As the IdP left them, so that who comes back has them again.
  case on
  /// They end with the deactivation, each with its audit entry.
  case off
}

/// How the IdP lets its users go. Both ways work whatever is chosen: it says what to expect.
public enum DeactivateBy: String, Sendable, CaseIterable {
  /// Either way.
  case any
  /// By `active: false`, so that a DELETE is worth a note (K-17).
  case active
  /// By DELETE, so that `active: false` is worth a note (G-05).
  case delete
}

extension LifecyclePolicy {
  static let entries: [PolicyEntry<LifecyclePolicy>] = [
    PolicyEntry(
      "deleteUser", \.deleteUser,
      "A deleted user leaves a tombstone that an administrator may erase, or nothing that names the person "
        + "(RFC 7644 §3.6).", ["E-56", "J-01"]),
    PolicyEntry(
      "keepEdgesWhenInactive", \.keepEdgesWhenInactive,
      "A user who is deactivated stays in groups, or leaves them all (RFC 7643 §4.1.1).", ["E-55", "N-14"]),
    PolicyEntry(
      "deactivateBy", \.deactivateBy,
      "How the IdP lets users go; the other way works too, with a note in the log (RFC 7644 §3.6).",
      ["E-55", "K-17", "C-03"]),
  ]

  /// Chooses `value` for the knob `name`; false, and nothing changed, when there is no such knob or value.
  mutating func set(_ name: String, _ value: String) -> Bool {
    guard let entry = Self.entries.first(where: { $0.name == name }) else { return false }
    return entry.write(&self, value)
  }
}
