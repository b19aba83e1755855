import Foundation
import Synchronization
import Testing

@testable import SQL

/// A database in a directory of its own, removed with it.
final class Scratch {
  let directory = NSTemporaryDirectory() + "sql-\(UUID().uuidString)"
  var path: String { directory + "/test.sqlite" }

  init() throws { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: directory) }

  func open(_ options: SQLiteOptions = SQLiteOptions(role: .writer)) throws -> SQLiteConnection {
    try SQLiteConnection(path: path, options: options)
  }
}

@Suite struct SQLiteTests {
  @Test(arguments: [
    SQLValue.null, .integer(.max), .integer(.min), .real(-0.5), .text(""), .text("admin\u{0}x"), .text("é"),
    .text("e\u{301}"), .text(String(repeating: "k", count: 70_000)), .blob([]), .blob([0, 255, 0]),
  ])
  func valuesComeBackAsTheyWere(_ value: SQLValue) throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    #expect(try connection.first("SELECT ?", [value])?.values == [value])
    try connection.execute("CREATE TABLE t(v)")
    try connection.execute("INSERT INTO t VALUES(?)", [value])
    #expect(try connection.first("SELECT v FROM t WHERE v IS ?", [value])?.values == [value])
  }

  @Test func aTextIsNeverCutAtItsZero() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.execute("CREATE TABLE t(v TEXT UNIQUE) STRICT")
    try connection.execute("INSERT INTO t VALUES(?)", ["admin"])
    try connection.execute("INSERT INTO t VALUES(?)", ["admin\u{0}x"])
    #expect(try connection.query("SELECT v FROM t WHERE v = ?", ["admin"]).count == 1)
    #expect(try connection.first("SELECT v FROM t WHERE v = ?", ["admin\u{0}x"])?.text(0).utf8.count == 7)
  }

  @Test func durabilityIsReadBack() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    #expect(try connection.first("PRAGMA journal_mode")?.text(0) == "wal")
    #expect(try connection.first("PRAGMA synchronous")?.integer(0) == 2)
    #expect(try connection.first("PRAGMA busy_timeout")?.integer(0) == 5000)
    #expect(try connection.first("PRAGMA foreign_keys")?.integer(0) == 1)
  }

  @Test func errorsHaveKinds() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.execute("CREATE TABLE t(v TEXT UNIQUE) STRICT")
    try connection.execute("INSERT INTO t VALUES('secret')")
    let taken = #expect(throws: SQLError.self) { try connection.execute("INSERT INTO t VALUES(?)", ["secret"]) }
    #expect(taken?.kind == .constraint)
    #expect(taken?.description.contains("secret") == false)
    #expect(#expect(throws: SQLError.self) { try connection.query("SELEC 1") }?.kind == .other)
    #expect(#expect(throws: SQLError.self) { try connection.query("SELECT 1; DROP TABLE t") }?.kind == .other)
    #expect(#expect(throws: SQLError.self) { try connection.query("SELECT ?", []) }?.kind == .other)
    #expect(#expect(throws: SQLError.self) { try connection.first("SELECT 1")?.text(0) }?.kind == .corrupt)
    try Data("no database, but long enough to be read as one".utf8).write(to: URL(filePath: scratch.path + "2"))
    let damaged = #expect(throws: SQLError.self) {
      _ = try SQLiteConnection(path: scratch.path + "2", options: SQLiteOptions(role: .writer))
    }
    #expect(damaged?.kind == .corrupt)
    #expect(
      #expect(throws: SQLError.self) {
        _ = try SQLiteConnection(path: scratch.directory + "/none/x", options: SQLiteOptions(role: .writer))
      }?.kind == .io)
  }

  @Test func aFullDatabaseEndsTheTransaction() throws {
    let scratch = try Scratch()
    let connection = try scratch.open(SQLiteOptions(role: .writer, maximumPages: 20))
    try connection.execute("CREATE TABLE t(v BLOB)")
    try connection.control(.beginWriting)
    let full = #expect(throws: SQLError.self) {
      for _ in 0..<100 { try connection.execute("INSERT INTO t VALUES(?)", [.blob(Array(repeating: 1, count: 3000))]) }
    }
    #expect(full?.kind == .full)
    connection.abandon()
    #expect(!connection.isInTransaction)
    #expect(try connection.first("SELECT count(*) FROM t")?.integer(0) == 0)
  }

  @Test func aReaderSeesOneStateAndWritesNothing() throws {
    let scratch = try Scratch()
    let writer = try scratch.open()
    try writer.execute("CREATE TABLE t(v INTEGER)")
    let reader = try scratch.open(SQLiteOptions(role: .reader))
    try reader.control(.beginReading)
    #expect(try reader.first("SELECT count(*) FROM t")?.integer(0) == 0)
    try writer.execute("INSERT INTO t VALUES(1)")
    #expect(try reader.first("SELECT count(*) FROM t")?.integer(0) == 0)
    reader.abandon()
    #expect(try reader.first("SELECT count(*) FROM t")?.integer(0) == 1)
    #expect(throws: SQLError.self) { try reader.execute("INSERT INTO t VALUES(2)") }
  }

  @Test func aStatementThatTakesTooLongIsEnded() throws {
    let scratch = try Scratch()
    let connection = try scratch.open(SQLiteOptions(role: .reader, statementLimit: .milliseconds(50)))
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    #expect(#expect(throws: SQLError.self) { try connection.query(endless) }?.kind == .busy)
    #expect(try connection.first("SELECT 1")?.integer(0) == 1)
  }

  @Test func savepointsUndoOneStep() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.execute("CREATE TABLE t(v INTEGER)")
    try connection.control(.beginWriting)
    try connection.execute("INSERT INTO t VALUES(1)")
    try connection.control(.savepoint)
    try connection.execute("INSERT INTO t VALUES(2)")
    try connection.control(.rollbackToSavepoint)
    try connection.control(.releaseSavepoint)
    try connection.control(.commit)
    #expect(try connection.query("SELECT v FROM t").map { try $0.integer(0) } == [1])
  }

  @Test func theLogIsCopiedWhenItIsLong() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.execute("CREATE TABLE t(v BLOB)")
    func size() throws -> Int {
      try FileManager.default.attributesOfItem(atPath: scratch.path)[.size] as? Int ?? 0
    }
    for _ in 0..<40 { try connection.execute("INSERT INTO t VALUES(zeroblob(200000))") }
    let before = try size()
    try connection.maintain()
    #expect(try size() > before + 1_000_000)
  }

  @Test func theObserverHearsWhatAStatementCosts() throws {
    let scratch = try Scratch()
    let heard = Mutex<[SQLiteWork]>([])
    let options = SQLiteOptions(role: .writer) { work in heard.withLock { $0.append(work) } }
    let connection = try scratch.open(options)
    try connection.execute("CREATE TABLE t(v INTEGER)")
    for _ in 0..<10 { try connection.execute("INSERT INTO t VALUES(1)") }
    _ = try connection.query("SELECT v FROM t ORDER BY v")
    let last = try #require(heard.withLock { $0.last })
    #expect(last.scanned >= 9)
    #expect(last.sorts == 1)
  }

  @Test func aClosedConnectionFailsPolitely() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    connection.close()
    connection.close()
    #expect(throws: SQLError.self) { try connection.query("SELECT 1") }
    #expect(!connection.isInTransaction)
  }
}
