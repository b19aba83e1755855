extension Migration {
  /// Schema 1. Instants are milliseconds since 1970; texts compare by their bytes.
  static let firstSchema = sources + memberships + directory + tokens + audit + laterWork

  private static let sources = [
    "CREATE TABLE provider(name {text} PRIMARY KEY, idp {text} NOT NULL, first_seen {int} NOT NULL) {clustered}",
    """
    CREATE TABLE source_count(
      provider {text} NOT NULL, kind {text} NOT NULL, records {int} NOT NULL,
      PRIMARY KEY(provider, kind)) {clustered}
    """,
    """
    CREATE TABLE source_record(
      provider {text} NOT NULL, kind {text} NOT NULL CHECK(kind IN ('user', 'group')), id {text} NOT NULL,
      version {int} NOT NULL, body {text} NOT NULL, external_id {text}, display_name {text},
      member_count {int} NOT NULL DEFAULT 0, created {int} NOT NULL, updated {int} NOT NULL,
      PRIMARY KEY(provider, kind, id)) {strict}
    """,
    """
    CREATE INDEX source_record_external ON source_record(provider, kind, external_id, id)
      WHERE external_id IS NOT NULL
    """,
    """
    CREATE TABLE source_key(
      provider {text} NOT NULL, kind {text} NOT NULL, source_id {text} NOT NULL, attribute {text} NOT NULL,
      value {text} NOT NULL, is_unique {int} NOT NULL,
      PRIMARY KEY(provider, kind, source_id, attribute, value)) {clustered}
    """,
    "CREATE UNIQUE INDEX source_key_unique ON source_key(provider, kind, attribute, value) WHERE is_unique = 1",
    "CREATE INDEX source_key_value ON source_key(provider, kind, attribute, value, source_id)",
    """
    CREATE TABLE tombstone(
      provider {text} NOT NULL, kind {text} NOT NULL, id {text} NOT NULL, version {int} NOT NULL, body {text},
      external_id {text}, deleted {int} NOT NULL,
      PRIMARY KEY(provider, kind, id)) {strict}
    """,
    "CREATE INDEX tombstone_id ON tombstone(id)",
  ]

  private static let memberships = [
    """
    CREATE TABLE membership(
      position {position}, provider {text} NOT NULL, group_id {text} NOT NULL, value {text} NOT NULL, type {text},
      display {text}) {strict}
    """,
    "CREATE UNIQUE INDEX membership_edge ON membership(provider, group_id, value)",
    "CREATE INDEX membership_page ON membership(provider, group_id, position)",
    "CREATE INDEX membership_value ON membership(provider, value, group_id)",
  ]

  private static let directory = [
    """
    CREATE TABLE directory_user(
      id {text} PRIMARY KEY, state {text} NOT NULL, attributes {text} NOT NULL, custom {text} NOT NULL,
      provenance {text} NOT NULL, version {int} NOT NULL, created {int} NOT NULL, updated {int} NOT NULL,
      name_key {text}, apple_id_key {text}) {strict}
    """,
    "CREATE UNIQUE INDEX directory_user_name ON directory_user(name_key) WHERE name_key IS NOT NULL",
    "CREATE UNIQUE INDEX directory_user_apple_id ON directory_user(apple_id_key) WHERE apple_id_key IS NOT NULL",
    """
    CREATE TABLE directory_group(
      id {text} PRIMARY KEY, state {text} NOT NULL, attributes {text} NOT NULL, custom {text} NOT NULL,
      provenance {text} NOT NULL, version {int} NOT NULL, created {int} NOT NULL, updated {int} NOT NULL,
      name_key {text}) {strict}
    """,
    "CREATE INDEX directory_group_name ON directory_group(name_key, id) WHERE name_key IS NOT NULL",
    """
    CREATE TABLE link(
      provider {text} NOT NULL, idp {text} NOT NULL, kind {text} NOT NULL, source_id {text} NOT NULL,
      external_id {text}, entry_id {text} NOT NULL,
      PRIMARY KEY(provider, kind, source_id)) {clustered}
    """,
    "CREATE INDEX link_entry ON link(entry_id)",
    "CREATE INDEX link_provider ON link(provider, kind, entry_id)",
    """
    CREATE TABLE hold(
      entry_id {text} NOT NULL, kind {text} NOT NULL, reason {text} NOT NULL, detail {text} NOT NULL,
      provider {text} NOT NULL, idp {text} NOT NULL, source_id {text} NOT NULL, source_version {int} NOT NULL,
      since {int} NOT NULL,
      PRIMARY KEY(entry_id, reason)) {clustered}
    """,
    "CREATE INDEX hold_since ON hold(since, entry_id)",
    "CREATE TABLE setting(name {text} PRIMARY KEY, value {text} NOT NULL) {clustered}",
  ]

  private static let tokens = [
    """
    CREATE TABLE scim_token(
      id {text} PRIMARY KEY, provider {text} NOT NULL, slot {int} NOT NULL CHECK(slot IN (1, 2)),
      digest {blob} NOT NULL CHECK(length(digest) = 32), grace_digest {blob}, grace_until {int},
      state {text} NOT NULL CHECK(state IN ('active', 'inactive')), label {text}, created {int} NOT NULL,
      created_by {text} NOT NULL, expires {int}, last_used {int}, last_used_from {text}, version {int} NOT NULL) {strict}
    """,
    "CREATE UNIQUE INDEX scim_token_slot ON scim_token(provider, slot)",
    "CREATE UNIQUE INDEX scim_token_digest ON scim_token(digest)",
    """
    CREATE TABLE token_tombstone(
      id {text} PRIMARY KEY, provider {text} NOT NULL, digest {blob} NOT NULL, deleted {int} NOT NULL) {strict}
    """,
    "CREATE INDEX token_tombstone_digest ON token_tombstone(digest)",
  ]

  private static let audit = [
    """
    CREATE TABLE audit_entry(
      position {position}, provider {text} NOT NULL, seq {int} NOT NULL, id {text} NOT NULL, at {int} NOT NULL,
      kind {text} NOT NULL, outcome {text} NOT NULL, resource_id {text}, entry_id {text}, member {text},
      count {int} NOT NULL, line {text} NOT NULL, previous {text} NOT NULL, hash {text} NOT NULL) {strict}
    """,
    "CREATE UNIQUE INDEX audit_entry_seq ON audit_entry(provider, seq)",
    "CREATE INDEX audit_entry_provider ON audit_entry(provider, position)",
    "CREATE INDEX audit_entry_resource ON audit_entry(resource_id, position) WHERE resource_id IS NOT NULL",
    "CREATE INDEX audit_entry_entry ON audit_entry(entry_id, position) WHERE entry_id IS NOT NULL",
    "CREATE INDEX audit_entry_member ON audit_entry(member, position) WHERE member IS NOT NULL",
    "CREATE INDEX audit_entry_kind ON audit_entry(kind, position)",
    "CREATE INDEX audit_entry_at ON audit_entry(at)",
    "CREATE INDEX audit_entry_refused ON audit_entry(outcome, position) WHERE outcome = 'refused'",
    """
    CREATE TABLE audit_value(
      provider {text} NOT NULL, seq {int} NOT NULL, name {text} NOT NULL, part {text} NOT NULL, salt {blob} NOT NULL,
      value {text} NOT NULL,
      PRIMARY KEY(provider, seq, name, part)) {clustered}
    """,
    "CREATE TABLE chain_head(provider {text} PRIMARY KEY, seq {int} NOT NULL, hash {text} NOT NULL) {clustered}",
  ]

  /// The change feed and its keys; written by what comes later.
  private static let laterWork = [
    """
    CREATE TABLE event(
      position {position}, id {text} NOT NULL, at {int} NOT NULL, provider {text} NOT NULL, kind {text} NOT NULL,
      entry_id {text}, body {text} NOT NULL) {strict}
    """,
    "CREATE UNIQUE INDEX event_id ON event(id)",
    """
    CREATE TABLE signing_key(
      id {text} PRIMARY KEY, purpose {text} NOT NULL, algorithm {text} NOT NULL, secret {blob} NOT NULL,
      created {int} NOT NULL, retired {int}) {strict}
    """,
  ]
}
