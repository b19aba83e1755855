import Directory
import Foundation
import JSON
import SQL
import Store
import Synchronization
import Text

let noon = Timestamp(milliseconds: 1_800_000_000_000)

extension ProviderIdentity {
  static let contoso = ProviderIdentity(name: .contoso, idp: "Microsoft Entra ID")
  static let acme = ProviderIdentity(name: .acme, idp: "Okta")
}

extension ProviderName {
  static let contoso = ProviderName.reading("contoso-entra") ?? .host
  static let acme = ProviderName.reading("acme-okta") ?? .host
}

extension SourceRecord {
  static func user(
    _ id: String, _ userName: String, version: Int64 = 1, externalID: String? = nil,
    provider: ProviderName = .contoso
  ) -> SourceRecord {
    SourceRecord(
      provider: provider, kind: .user, id: id, version: version, body: ["userName": .string(userName)],
      externalID: externalID, created: noon, updated: noon)
  }

  static func group(_ id: String, _ name: String, version: Int64 = 1) -> SourceRecord {
    SourceRecord(
      provider: .contoso, kind: .group, id: id, version: version, body: ["displayName": .string(name)],
      externalID: nil, created: noon, updated: noon)
  }

  var nameKeys: [SourceKey] {
    let name = body["userName"]?.string ?? ""
    return [SourceKey(attribute: "username", value: fold(name), unique: true)]
  }
}

extension DirectoryUser {
  static func named(_ id: String, _ name: String, version: Int64 = 1) -> DirectoryUser {
    DirectoryUser(
      id: id, state: .active, attributes: ["userName": .string(name), "active": true], version: version,
      created: noon, updated: noon)
  }
}

extension Commit {
  static func of(_ writes: [Write], _ entries: [AuditDraft] = [], by provider: ProviderIdentity = .contoso) -> Commit {
    Commit(provider: provider, at: noon, actor: "tok_1", requestID: "r-1", writes: writes, entries: entries)
  }
}

extension AuditDraft {
  static func created(_ id: String, _ userName: String) -> AuditDraft {
    AuditDraft(
      kind: .userCreated, resourceType: "User", resourceID: id,
      directory: DirectoryEffect(.applied, entryID: "entry-\(id)"),
      changes: [
        AttributeChange(name: "userName", before: nil, after: .string(userName)),
        AttributeChange(name: "password", before: nil, after: "hunter2"),
      ])
  }
}

extension Store {
  /// Commits writes that need no decision.
  @discardableResult
  func write(
    _ writes: [Write], _ entries: [AuditDraft] = [], by provider: ProviderIdentity = .contoso
  ) async throws -> Committed<Bool> {
    let commit = Commit.of(writes, entries, by: provider)
    return try await self.commit { _ in (commit, true) }
  }

  @discardableResult
  func insert(_ record: SourceRecord) async throws -> Committed<Bool> {
    try await write(
      [.insertSource(record, keys: record.kind == .user ? record.nameKeys : [])],
      record.kind == .user ? [.created(record.id, record.body["userName"]?.string ?? "")] : [])
  }

  func members(_ group: String) throws -> [String] {
    try read { try $0.members(of: group, .contoso, limit: 1000).map(\.member.value) }
  }

  func entries(_ kinds: [AuditKind] = []) throws -> [AuditEntry] {
    try read { try $0.audit(AuditQuery(kinds: kinds)) }
  }

  func faults(_ heads: [ChainHead] = []) throws -> [AuditFault] { try read { try $0.verifyAudit(heads: heads) } }

  /// Holds the writer's thread until the result is called, so that commits pile up.
  func hold() async -> @Sendable () -> Void {
    let gate = DispatchSemaphore(value: 0)
    let reached = DispatchSemaphore(value: 0)
    Task {
      try? await onWriter { _ in
        reached.signal()
        gate.wait()
      }
    }
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      Thread.detachNewThread {
        reached.wait()
        continuation.resume()
      }
    }
    return { gate.signal() }
  }
}

/// Runs `body` and gives the store's error.
func storeError(_ body: () async throws -> some Any) async -> StoreError? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? StoreError
  }
}

extension StoreError {
  var isConflict: Bool { if case .conflict = self { true } else { false } }
  var isFailed: Bool { if case .failed = self { true } else { false } }
}

/// Counts from any thread.
final class Counter: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }

  @discardableResult
  func increase() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}
