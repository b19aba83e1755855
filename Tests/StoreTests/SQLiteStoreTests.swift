import Directory
import Foundation
import JSON
import SQL
import Synchronization
import Testing
import Text

@testable import Store

/// What holds for the embedded engine alone.
@Suite struct SQLiteStoreTests {
  private func directory(_ place: Place) -> String {
    if case .sqlite(let directory) = place.location { directory } else { "" }
  }

  @Test func aSecondOpenerIsRefused() async throws {
    let place = try Place(.sqlite)
    let store = try place.open()
    #expect(throws: StoreError.locked(by: "process \(getpid())")) { try place.open() }
    store.close()
    try place.open().close()
  }

  @Test func onlyTheOwnerMayRead() async throws {
    let place = try Place(.sqlite)
    let store = try place.open()
    try await store.insert(.user("1", "Ada"))
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(directory(place)) == 0o700)
    let files = try FileManager.default.contentsOfDirectory(atPath: directory(place))
    #expect(files.contains("dragoman.sqlite-wal"))
    for file in files { #expect(try mode(directory(place) + "/" + file) == 0o600, "\(file)") }
    #expect(store.engine.hasPrefix("SQLite 3."))
    store.close()
  }

  @Test func aFullDiskIsReportedAndOvercome() async throws {
    let place = try Place(.sqlite)
    let store = try place.open(StoreOptions(maximumPages: 120, fatal: { _ in }))
    let text = String(repeating: "x", count: 5000)
    var written = 0
    var error: StoreError?
    while error == nil, written < 1000 {
      let key = "k\(written)"
      error = await storeError { try await store.write([.setting(key: key, value: text)], [.created(key, key)]) }
      if error == nil { written += 1 }
    }
    #expect(error == .full)
    let errors = await withTaskGroup(of: StoreError?.self) { group in
      for number in 0..<8 {
        group.addTask { await storeError { try await store.write([.setting(key: "l\(number)", value: text)]) } }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(errors.allSatisfy { $0 == .full })
    #expect(try store.read { try $0.setting("k0") } == text)
    #expect(try store.read { try $0.setting("k\(written)") } == nil)
    #expect(try store.entries().count == written)
    try await store.onWriter { _ = try $0.query("PRAGMA max_page_count=100000") }
    try await store.write([.setting(key: "after", value: text)], [.created("after", "after")])
    #expect(try store.read { try $0.setting("after") } == text)
    #expect(try store.faults().isEmpty)
    store.close()
  }

  @Test func whoWaitsTooLongIsToldSo() async throws {
    let place = try Place(.sqlite)
    let store = try place.open(StoreOptions(queueLimit: 4, fatal: { _ in }))
    let release = await store.hold()
    let all = await withTaskGroup(of: StoreError?.self) { group in
      for number in 0..<10 {
        group.addTask { await storeError { try await store.write([.setting(key: "k\(number)", value: "v")]) } }
      }
      var all: [StoreError?] = []
      for await error in group {
        all.append(error)
        if all.count == 6 { release() }
      }
      return all
    }
    #expect(all.filter { $0 == nil }.count == 4)
    #expect(all.filter { $0 == .busy(retryAfter: 1) }.count == 6)
    store.close()
  }

  @Test func anAuditTrailThatCannotBeWrittenStopsTheChange() async throws {
    let place = try Place(.sqlite)
    let store = try place.open()
    try await store.onWriter {
      try $0.execute(
        "CREATE TRIGGER broken BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(FAIL, 'no'); END")
    }
    #expect(await storeError { try await store.insert(.user("1", "Ada")) }?.isFailed == true)
    #expect(try store.read { try $0.source(.contoso, .user, id: "1") } == nil)
    try await store.onWriter { try $0.execute("DROP TRIGGER broken") }
    try await store.insert(.user("1", "Ada"))
    store.close()
  }

  @Test func whoIsErasedRightAfterAnEntryOfTheirsIsGoneFromItToo() async throws {
    let place = try Place(.sqlite)
    let store = try place.open()
    let commits: [Commit] = [
      .of([.setting(key: "k", value: "v")], [.created("1", "name-of-ada")]), .of([.erase(resourceIDs: ["1"])]),
    ]
    try await store.onWriter { connection in
      let pending = commits.map { commit in
        DecidedCommit(first: (commit, ()), decide: { _ in (commit, ()) }, answer: { _ in })
      }
      for outcome in try Batch(connection: connection).write(pending) { _ = try outcome.get() }
    }
    #expect(try store.entries().flatMap(\.changes).map(\.isErased) == [true])
    #expect(try store.faults().isEmpty)
    store.close()
  }

  @Test func aFailedCommitIsFatalAndNeverTriedAgain() async throws {
    let place = try Place(.sqlite)
    try place.open().close()
    let connection = FailingCommit(try place.connection())
    let queue = CommitQueue(limit: 8, batchLimit: 8)
    let reasons = Mutex<[String]>([])
    let writer = Writer(connection: connection, queue: queue, refusals: RefusalLog(window: .seconds(60))) { reason in
      reasons.withLock { $0.append(reason) }
    }
    writer.start()
    let commit = Commit.of([.setting(key: "k", value: "v")])
    let errors = Mutex<[StoreError?]>([])
    let done = DispatchSemaphore(value: 0)
    let pending = DecidedCommit(first: (commit, true), decide: { _ in (commit, true) }) { result in
      errors.withLock { list in
        if case .failure(let error) = result { list.append(error as? StoreError) } else { list.append(nil) }
      }
      done.signal()
    }
    #expect(queue.offer(pending) == nil)
    writer.join()
    #expect(connection.commits.withLock { $0 } == 1)
    #expect(reasons.withLock { $0.count } == 1)
    guard case .fatal? = errors.withLock({ $0.first ?? nil }) else {
      Issue.record("the commit was answered \(errors.withLock { $0 })")
      return
    }
    guard case .fatal? = queue.offer(pending) else {
      Issue.record("the queue goes on")
      return
    }
  }
}

/// A real connection whose disk fails when a transaction is to be made durable.
private final class FailingCommit: SQLConnection {
  private let real: any SQLConnection
  let commits = Mutex(0)

  init(_ real: any SQLConnection) { self.real = real }

  var dialect: SQLDialect { real.dialect }
  var version: String { real.version }
  var isInTransaction: Bool { real.isInTransaction }
  func query(_ statement: String, _ values: [SQLValue]) throws(SQLError) -> [SQLRow] {
    try real.query(statement, values)
  }
  func execute(_ statement: String, _ values: [SQLValue]) throws(SQLError) -> Int {
    try real.execute(statement, values)
  }
  func control(_ step: SQLControl) throws(SQLError) {
    if step == .commit {
      commits.withLock { $0 += 1 }
      throw SQLError(.io, code: "SQLite 1034", message: "disk I/O error", isFailedSync: true)
    }
    try real.control(step)
  }
  func maintain() throws(SQLError) { try real.maintain() }
  func close() { real.close() }
}
