import Crypto
import SQL

/// A random secret that every host on one store has, made when the store is first opened.
enum StoreSecret {
  private static let name = "store.secret"

  static func read(_ connection: any SQLConnection) throws -> [UInt8] {
    if let known = try stored(connection) { return known }
    try connection.control(.beginWriting)
    do {
      try connection.execute(
        "INSERT INTO setting(name, value) VALUES(?, ?) ON CONFLICT DO NOTHING",
        [.text(name), .text(hex(randomBytes(32)))])
      try connection.control(.commit)
    } catch {
      connection.abandon()
      throw error
    }
    guard let made = try stored(connection) else { throw StoreError.failed("its secret couldn't be written") }
    return made
  }

  private static func stored(_ connection: any SQLConnection) throws -> [UInt8]? {
    try connection.first("SELECT value FROM setting WHERE name = ?", [.text(name)]).map { Array(try $0.text(0).utf8) }
  }
}
