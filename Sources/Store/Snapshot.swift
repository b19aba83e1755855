import SQL

/// A consistent view of the store, valid within the closure that gets it and on that thread.
///
/// The writer gives one too, which then shows its own state. Every read is by an index.
public final class Snapshot {
  let connection: any SQLConnection

  init(_ connection: any SQLConnection) { self.connection = connection }

  func rows<Value>(_ statement: String, _ values: [SQLValue], _ read: (SQLRow) throws -> Value) throws -> [Value] {
    try connection.query(statement, values).map(read)
  }

  func first<Value>(_ statement: String, _ values: [SQLValue], _ read: (SQLRow) throws -> Value) throws -> Value? {
    try connection.query(statement, values).first.map(read)
  }
}
