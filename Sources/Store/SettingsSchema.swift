extension Migration {
  /// Invitations, and who waits for which Managed Apple ID.
  static let settingsSchema = [
    """
    CREATE TABLE invitation(
      entry_id {text} PRIMARY KEY, id {text} NOT NULL, provider {text} NOT NULL, idp {text} NOT NULL,
      source_id {text} NOT NULL, person {text},
      state {text} NOT NULL CHECK(state IN ('waiting', 'sending', 'sent', 'skipped', 'cancelled', 'failed', 'unsure')),
      due {int} NOT NULL, attempts {int} NOT NULL, attempted {int}, sent {int}, detail {text}, created {int} NOT NULL,
      updated {int} NOT NULL, version {int} NOT NULL) {clustered}
    """,
    "CREATE INDEX invitation_due ON invitation(provider, state, due)",
    "CREATE INDEX invitation_attempted ON invitation(provider, attempted)",
    "CREATE INDEX invitation_person ON invitation(person) WHERE person IS NOT NULL",
    """
    CREATE TABLE wanted_apple_id(
      entry_id {text} PRIMARY KEY, apple_id_key {text} NOT NULL, since {int} NOT NULL) {clustered}
    """,
  ]
}
