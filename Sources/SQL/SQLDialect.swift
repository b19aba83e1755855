/// What the engines spell differently; everything else is written once.
public enum SQLDialect: String, Sendable, CaseIterable {
  case sqlite
  case postgresql

  /// The statement with `{text}`, `{int}`, `{blob}`, `{position}` (a growing primary key), `{strict}` and
  /// `{clustered}` (a strict table kept in the order of its primary key) spelled for this engine.
  ///
  /// Texts are compared by their bytes on both: PostgreSQL would use the database's language otherwise.
  public func spell(_ statement: String) -> String {
    guard statement.contains("{") else { return statement }
    return words.reduce(statement) { $0.replacing($1.key, with: $1.value) }
  }

  private var words: [String: String] {
    switch self {
    case .sqlite:
      [
        "{text}": "TEXT", "{int}": "INTEGER", "{blob}": "BLOB", "{position}": "INTEGER PRIMARY KEY",
        "{strict}": "STRICT", "{clustered}": "STRICT, WITHOUT ROWID",
      ]
    case .postgresql:
      [
        "{text}": "TEXT COLLATE \"C\"", "{int}": "BIGINT", "{blob}": "BYTEA",
        "{position}": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "{strict}": "", "{clustered}": "",
      ]
    }
  }
}
