/// When a rule runs (`apply:`), as in Entra's attribute mappings.
public enum ApplyWhen: String, Sendable, Hashable, CaseIterable {
  /// At every change of the source record.
  case always
  /// Only when the directory entry is made; afterwards the attribute stays as it is.
  case onCreate = "on create"
}

/// What happens when a rule gives nothing (`onEmpty:`).
public enum WhenEmpty: String, Sendable, Hashable, CaseIterable {
  /// The attribute keeps the value that it has.
  case keep
  /// The attribute is emptied: the directory follows the source record. This is the default.
  case clear
  /// The rule is passed over: the adapter's rule that it replaced runs instead; without one the attribute is emptied.
  case skip
  /// The request is refused with `invalidValue` that names attribute and rule.
  case fail
}

/// What a value of `manager` names a user of this provider by (`reference:`).
public enum ReferenceKey: String, Sendable, Hashable, CaseIterable {
  /// The SCIM id, or the `externalId`: what IdPs send (facts E-41, K-30).
  case id
  /// The `userName`.
  case userName
}
