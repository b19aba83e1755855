import Foundation
import SQL

/// A bounded number of reading connections, opened when they are first needed.
// Sendable: all state is guarded by the condition.
final class ReaderPool: @unchecked Sendable {
  private let condition = NSCondition()
  private let open: @Sendable () throws -> any SQLConnection
  private var idle: [any SQLConnection] = []
  private var room: Int
  private var isClosed = false

  init(limit: Int, open: @escaping @Sendable () throws -> any SQLConnection) {
    room = max(1, limit)
    self.open = open
  }

  /// Runs `body` on a snapshot; waits a few seconds for a connection at most.
  func read<Value>(_ body: (Snapshot) throws -> Value) throws -> Value {
    let connection = try take()
    defer { give(connection) }
    try begin(connection)
    defer { connection.abandon() }
    return try body(Snapshot(connection))
  }

  /// Closes the connections; those in use when they come back.
  func close() {
    condition.lock()
    isClosed = true
    let idle = self.idle
    self.idle = []
    condition.unlock()
    for connection in idle { connection.close() }
  }

  /// A connection that broke while nobody looked is made again, once.
  private func begin(_ connection: any SQLConnection) throws {
    do {
      try connection.control(.beginReading)
    } catch {
      guard error.kind == .disconnected else { throw error }
      try connection.control(.beginReading)
    }
  }

  private func take() throws -> any SQLConnection {
    if let connection = try idleConnection() { return connection }
    do {
      return try open()
    } catch {
      condition.withLock {
        room += 1
        condition.signal()
      }
      throw error
    }
  }

  /// One that is idle, or nil when another may be opened.
  private func idleConnection() throws -> (any SQLConnection)? {
    let deadline = Date(timeIntervalSinceNow: 5)
    return try condition.withLock {
      while true {
        guard !isClosed else { throw StoreError.failed("it is closed") }
        if let connection = idle.popLast() { return connection }
        if room > 0 {
          room -= 1
          return nil
        }
        guard condition.wait(until: deadline) else { throw StoreError.busy(retryAfter: 1) }
      }
    }
  }

  private func give(_ connection: any SQLConnection) {
    condition.withLock {
      if isClosed { connection.close() } else { idle.append(connection) }
      condition.signal()
    }
  }
}
