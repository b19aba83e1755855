import Directory
import Foundation
import SQL
import Store
import Testing
import Text

/// What holds for a server that several hosts share; skipped where PostgreSQL isn't installed.
@Suite(.enabled(if: PostgreSQLCluster.shared != nil, "PostgreSQL isn't installed"))
struct PostgreSQLStoreTests {
  private func address(_ place: Place) -> String {
    if case .postgresql(let address) = place.location { address } else { "" }
  }

  @Test(arguments: [
    SQLValue.null, .integer(.max), .integer(.min), .real(-0.5), .text(""), .text("e\u{301}"), .blob([]),
    .blob([0, 255]),
  ])
  func valuesComeBackAsTheyWere(_ value: SQLValue) throws {
    let place = try Place(.postgresql)
    let connection = try place.connection()
    let types = ["BIGINT", "DOUBLE PRECISION", "TEXT", "BYTEA"]
    let type: String =
      switch value {
      case .null, .integer: types[0]
      case .real: types[1]
      case .text: types[2]
      case .blob: types[3]
      }
    #expect(try connection.first("SELECT CAST(? AS \(type))", [value])?.values == [value])
    connection.close()
  }

  @Test func errorsHaveKinds() throws {
    let place = try Place(.postgresql)
    let connection = try place.connection()
    try connection.execute("CREATE TABLE t(v TEXT UNIQUE)")
    try connection.execute("INSERT INTO t VALUES(?)", ["secret"])
    let taken = #expect(throws: SQLError.self) { try connection.execute("INSERT INTO t VALUES(?)", ["secret"]) }
    #expect(taken?.kind == .constraint && taken?.code == "SQLSTATE 23505")
    #expect(taken?.description.contains("secret") == false)
    #expect(#expect(throws: SQLError.self) { try connection.query("SELEC 1") }?.kind == .other)
    connection.close()
    #expect(#expect(throws: SQLError.self) { try connection.query("SELECT 1") }?.kind == .disconnected)
    let nobody = #expect(throws: SQLError.self) { _ = try PostgreSQLConnection(address: "host=127.0.0.1 port=1") }
    #expect(nobody?.kind == .disconnected)
  }

  @Test func aCommitThatRolledBackIsNoCommit() throws {
    let place = try Place(.postgresql)
    let connection = try place.connection()
    try connection.execute("CREATE TABLE t(v TEXT UNIQUE)")
    try connection.control(.beginWriting)
    try connection.execute("INSERT INTO t VALUES('a')")
    _ = #expect(throws: SQLError.self) { try connection.execute("INSERT INTO t VALUES('a')") }
    #expect(throws: SQLError.self) { try connection.control(.commit) }
    #expect(try connection.query("SELECT v FROM t").isEmpty)
    connection.close()
  }

  @Test func aServerThatLosesCommitsIsRefused() throws {
    let place = try Place(.postgresql)
    let options = " options='-c synchronous_commit=off'"
    let error = #expect(throws: StoreError.self) { try Store.open(.postgresql(address(place) + options)) }
    #expect(error?.description.contains("synchronous_commit") == true)
  }

  @Test func brokenConnectionsAreMadeAgain() async throws {
    let place = try Place(.postgresql)
    let store = try place.open()
    try await store.insert(.user("1", "Ada"))
    _ = try store.read { try $0.source(.contoso, .user, id: "1") }
    let connection = try place.connection()
    _ = try connection.query(
      """
      SELECT CAST(pg_terminate_backend(pid) AS TEXT) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """)
    try await Task.sleep(for: .milliseconds(200))
    try await store.insert(.user("2", "Bob"))
    #expect(try store.read { try $0.sourceCount(.contoso, .user) } == 2)
    #expect(try store.faults().isEmpty)
    connection.close()
    store.close()
  }

  @Test func hostsThatShareADatabaseAgree() async throws {
    let place = try Place(.postgresql)
    let stores = [try place.open(), try place.open()]
    let wins = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<40 {
        let store = stores[number % 2]
        group.addTask {
          await storeError { try await store.insert(.user("id-\(number)", "name-\(number / 2)")) } == nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wins == 20)
    #expect(try stores[0].read { try $0.sourceCount(.contoso, .user) } == 20)
    #expect(try stores[1].entries().map(\.sequence) == Array(1...20))
    #expect(try stores[0].faults().isEmpty)
    for store in stores { store.close() }
  }
}
