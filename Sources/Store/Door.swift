import SQL

/// Opens a store's connections.
struct Door: Sendable {
  /// The locked directory of a SQLite store.
  let directory: DataDirectory?
  private let address: String?
  private let options: StoreOptions

  /// - Throws: `StoreError.locked` when somebody else owns the directory.
  init(_ location: StoreLocation, _ options: StoreOptions) throws {
    self.options = options
    switch location {
    case .sqlite(let path):
      directory = try DataDirectory(path)
      address = nil
    case .postgresql(let address):
      directory = nil
      self.address = address
    }
  }

  /// The connection that writes.
  func openWriter() throws -> any SQLConnection { try open(.writer, limit: nil) }

  /// A connection that reads.
  @Sendable func openReader() throws -> any SQLConnection { try open(.reader, limit: options.readLimit) }

  private func open(_ role: SQLiteOptions.Role, limit: Duration?) throws -> any SQLConnection {
    if let address { return try PostgreSQLConnection(address: address, statementLimit: limit) }
    guard let directory else { throw StoreError.failed("it has no place") }
    return try SQLiteConnection(
      path: directory.database,
      options: SQLiteOptions(
        role: role, maximumPages: role == .writer ? options.maximumPages : nil, statementLimit: limit,
        observer: options.observer))
  }
}
