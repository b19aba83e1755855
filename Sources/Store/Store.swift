public import Directory
import Foundation
package import SQL
public import Text

/// What a commit holds, kept for good: source records, directory, memberships, tokens, holds and the audit trail.
///
/// Reads run on snapshots of their own. Commits are decided on a snapshot and written by one thread, several in a
/// transaction. What is answered is on disk.
public final class Store: Sendable {
  private let directory: DataDirectory?
  private let pool: ReaderPool
  private let queue: CommitQueue
  private let refusals: RefusalLog
  private let writer: Writer
  /// The engine and its version, for the start-up line: `SQLite 3.40.1`.
  public let engine: String
  /// Keys what is handed out and must come back as it was; every host on the same store has the same.
  public let secret: [UInt8]

  /// Opens a store, makes or migrates it, and asserts that commits are durable; a SQLite directory is locked.
  /// - Throws: `StoreError`.
  public static func open(
    _ location: StoreLocation, options: StoreOptions = StoreOptions()
  ) throws(StoreError) -> Store {
    do {
      return try Store(location, options)
    } catch {
      throw (StoreError.translating(error) as? StoreError) ?? .failed("\(error)")
    }
  }

  private init(_ location: StoreLocation, _ options: StoreOptions) throws {
    let door = try Door(location, options)
    let connection = try door.openWriter()
    try Migration.migrate(connection, at: Timestamp.now().milliseconds, foldVersion: Int64(foldVersion))
    secret = try StoreSecret.read(connection)
    directory = door.directory
    engine = connection.version
    pool = ReaderPool(limit: options.readers, open: door.openReader)
    queue = CommitQueue(limit: options.queueLimit, batchLimit: options.batchLimit)
    refusals = RefusalLog(window: options.refusalWindow)
    writer = Writer(connection: connection, queue: queue, refusals: refusals, fatal: options.fatal)
    writer.start()
  }

  /// Runs `body` on a consistent snapshot; it must not keep it.
  /// - Throws: `StoreError`, and what `body` throws.
  public func read<Value>(_ body: (Snapshot) throws -> Value) throws -> Value {
    do {
      return try pool.read(body)
    } catch {
      throw StoreError.translating(error)
    }
  }

  /// Decides on a snapshot, then writes whole or not at all; returns when it is on disk.
  ///
  /// Nothing to write returns at once. When an expectation doesn't hold any more, `decide` runs once more, on the
  /// writer's state: it may run twice, and must do nothing but read and decide.
  /// - Throws: what `decide` throws; `StoreError.conflict` when an expectation doesn't hold then either; and every
  ///   other `StoreError`.
  public func commit<Value: Sendable>(
    _ decide: @escaping @Sendable (Snapshot) throws -> (Commit, Value)
  ) async throws -> Committed<Value> {
    let (commit, value) = try read(decide)
    guard !commit.isEmpty else { return Committed(value: value, deltas: [], groupVersions: [:], batchSize: 0) }
    return try await withCheckedThrowingContinuation { continuation in
      let pending = DecidedCommit(first: (commit, value), decide: decide) { continuation.resume(with: $0) }
      if let refusal = queue.offer(pending) { continuation.resume(throwing: refusal) }
    }
  }

  /// Notes a refused request in the audit trail and returns at once; repeats are written as one entry with a count.
  public func refuse(
    _ provider: ProviderIdentity, actor: String, requestID: String, at: Timestamp, _ draft: AuditDraft
  ) {
    let commit = Commit(provider: provider, at: at, actor: actor, requestID: requestID)
    guard let refusal = refusals.note(commit, draft) else { return }
    if queue.offer(refusal) != nil { refusal.finish(.failure(StoreError.busy(retryAfter: 1)), batchSize: 0) }
  }

  /// Returns when everything that was queued is on disk, counted refusals included.
  public func flush() async {
    await withCheckedContinuation { continuation in
      let refusal = queue.offer { [writer] _ in
        writer.writeRefusals(all: true)
        continuation.resume()
      }
      if refusal != nil { continuation.resume() }
    }
  }

  /// Empties the engine's log, so that what was erased is in no file any more; false when a reader still needs it.
  /// - Throws: `StoreError`.
  public func emptyLog() async throws -> Bool {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Bool, any Error>) in
      let refusal = queue.offer { [writer] _ in continuation.resume(with: Result { try writer.emptyLog() }) }
      if let refusal { continuation.resume(throwing: refusal) }
    }
  }

  /// Writes what waits, then ends; nothing can be read or written any more.
  public func close() {
    queue.close(.failed("it is closed"))
    pool.close()
    writer.join()
    directory?.release()
  }

  /// Erases a person: values and salts in the audit trail, and tombstones' bodies. The chains stay valid.
  ///
  /// Name every id that the person had: directory entry, source records, and externalIds that groups used.
  /// - Throws: `StoreError`.
  public func erase(
    resourceIDs: [String], provider: ProviderIdentity, actor: String, requestID: String, at: Timestamp
  ) async throws {
    let entry = AuditDraft(kind: .personErased, resourceType: "User", resourceID: resourceIDs.first)
    let commit = Commit(
      provider: provider, at: at, actor: actor, requestID: requestID, writes: [.erase(resourceIDs: resourceIDs)],
      entries: [entry])
    _ = try await self.commit { _ in (commit, ()) }
  }

  /// Runs `body` on the writer's connection, between two transactions.
  package func onWriter(_ body: @escaping @Sendable (any SQLConnection) throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      let refusal = queue.offer { connection in continuation.resume(with: Result { try body(connection) }) }
      if let refusal { continuation.resume(throwing: refusal) }
    }
  }
}
