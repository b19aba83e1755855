import SQL

/// One numbered step of the schema; once released it never changes.
struct Migration {
  /// From 1, without a gap.
  let version: Int64
  /// In the portable spelling of `SQLDialect`.
  let statements: [String]

  /// All steps, in their order.
  static let all = [
    Migration(version: 1, statements: firstSchema), Migration(version: 2, statements: mappingSchema),
  ]

  /// The schema that this host knows.
  static var known: Int64 { all.last?.version ?? 0 }
}

extension Migration {
  /// Brings a database to the known schema, in one transaction.
  /// - Throws: `StoreError.newerSchema`, `StoreError.failed` when keys were folded otherwise, or the engine's error.
  static func migrate(_ connection: any SQLConnection, at milliseconds: Int64, foldVersion: Int64) throws {
    try connection.control(.beginWriting)
    do {
      try connection.execute(connection.dialect.spell(versionTable))
      try step(connection, at: milliseconds, foldVersion: foldVersion)
      try connection.control(.commit)
    } catch {
      connection.abandon()
      throw error
    }
  }

  private static func step(_ connection: any SQLConnection, at now: Int64, foldVersion: Int64) throws {
    let last = try connection.first("SELECT version, fold FROM schema_version ORDER BY version DESC LIMIT 1")
    let found = try last?.integer(0) ?? 0
    guard found <= known else { throw StoreError.newerSchema(found: found, known: known) }
    if let fold = try last?.integer(1), fold != foldVersion {
      throw StoreError.failed("its keys were made by rule \(fold) for case, this host has rule \(foldVersion)")
    }
    for migration in all where migration.version > found {
      for statement in migration.statements { try connection.execute(connection.dialect.spell(statement)) }
      try connection.execute(
        "INSERT INTO schema_version(version, fold, applied) VALUES(?, ?, ?)",
        [.integer(migration.version), .integer(foldVersion), .integer(now)])
    }
  }

  private static let versionTable = """
    CREATE TABLE IF NOT EXISTS schema_version(
      version {int} PRIMARY KEY, fold {int} NOT NULL, applied {int} NOT NULL) {strict}
    """
}
