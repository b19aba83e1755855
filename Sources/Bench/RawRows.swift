internal import Foundation
internal import SQL
internal import Store

/// The rows that creates left in a host's database, written once more by plain SQLite: what a create can't undercut.
///
/// Into the same schema, with the same settings, and as the host does it: the count of records and the head of the chain
/// move once a transaction, and the log is copied into the database whenever it has grown as long.
struct RawRows {
  private static let tables = ["source_record", "source_key", "directory_user", "link", "audit_entry", "audit_value"]
  private static let bookkeeping = [
    """
    INSERT INTO source_count(provider, kind, records) VALUES('raw', 'user', ?)
    ON CONFLICT(provider, kind) DO UPDATE SET records = excluded.records
    """,
    """
    INSERT INTO chain_head(provider, seq, hash) VALUES('raw', ?, printf('%064d', 0))
    ON CONFLICT(provider) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
    """,
  ]
  private let batches: [[(table: Int, values: [SQLValue])]]
  private let statements: [String]

  /// Takes the rows of the first `users` users from the database in `directory`.
  init(from directory: String, users: Int) throws {
    let source = try SQLiteConnection(path: directory + "/dragoman.sqlite", options: SQLiteOptions(role: .reader))
    defer { source.close() }
    statements = try Self.tables.map { table in
      let columns = try source.query("PRAGMA table_info(\(table))").map { try $0.text(1) }
      let marks = columns.map { _ in "?" }.joined(separator: ", ")
      return "INSERT INTO \(table)(\(columns.joined(separator: ", "))) VALUES(\(marks))"
    }
    batches = try Self.rows(source, users)
  }

  private static func rows(_ source: SQLiteConnection, _ users: Int) throws -> [[(table: Int, values: [SQLValue])]] {
    let ids = try source.query("SELECT id FROM source_record WHERE kind = 'user' ORDER BY id LIMIT \(users)").map {
      try $0.text(0)
    }
    let wheres = [
      "SELECT * FROM source_record WHERE kind = 'user' AND id = ? AND provider IN (SELECT name FROM provider)",
      "SELECT * FROM source_key WHERE kind = 'user' AND source_id = ? AND provider IN (SELECT name FROM provider)",
      "SELECT * FROM directory_user WHERE id IN (SELECT entry_id FROM link WHERE kind = 'user' AND source_id = ? AND provider IN (SELECT name FROM provider))",
      "SELECT * FROM link WHERE kind = 'user' AND source_id = ? AND provider IN (SELECT name FROM provider)",
      "SELECT * FROM audit_entry WHERE resource_id = ?",
      "SELECT v.* FROM audit_value v JOIN audit_entry a ON a.provider = v.provider AND a.seq = v.seq WHERE a.resource_id = ?",
    ]
    return try ids.map { id in
      try wheres.indices.flatMap { table in
        try source.query(wheres[table], [.text(id)]).map { (table: table, values: $0.values) }
      }
    }
  }

  /// Writes the rows into a new database, `perCommit` users to a durable transaction; returns users a second.
  func write(perCommit: Int) throws -> Double {
    let directory = NSTemporaryDirectory() + "dragoman-raw-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try Store.open(.sqlite(directory: directory)).close()
    let target = try SQLiteConnection(path: directory + "/dragoman.sqlite", options: SQLiteOptions(role: .writer))
    defer { target.close() }
    let start = ContinuousClock.now
    var next = 0
    while next < batches.count {
      try target.control(.beginWriting)
      for rows in batches[next..<min(next + perCommit, batches.count)] {
        for row in rows { _ = try target.execute(statements[row.table], row.values) }
      }
      for statement in Self.bookkeeping { _ = try target.execute(statement, [.integer(Int64(next + perCommit))]) }
      try target.control(.commit)
      try target.maintain()
      next += perCommit
    }
    return Double(batches.count) / (start.duration(to: .now) / .seconds(1))
  }
}
