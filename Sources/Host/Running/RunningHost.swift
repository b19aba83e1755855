public import Diagnostics
internal import Directory
internal import Foundation
internal import HTTP
internal import JSON
internal import Provisioning
public import Store
internal import Text
internal import Tokens

/// A host at work: one store, one endpoint for each provider, a second port for its administrators.
public final class RunningHost: Sendable {
  /// Where IdPs reach it on this machine.
  public let address: String
  /// Where administrators reach it.
  public let adminAddress: String
  /// What keeps a provider out of service, if anything does.
  public let faults: [Diagnostic]
  /// The verbs, for whoever runs the host in the same process.
  public let administration: Administration
  private let parts: Parts
  /// What sends invitations when they are due, every few seconds by itself.
  public let invitations: InvitationDelivery
  private let watcher: FileWatcher
  private let ticker: Task<Void, Never>
  private let postman: Task<Void, Never>

  /// What ends with the host.
  struct Parts: Sendable {
    var server: HTTPServer
    var admin: HTTPServer
    var log: HostLog
    var dataDirectory: String
  }

  /// Opens the store in `dataDirectory`, loads the adapters and begins to serve; `options` are the store's.
  /// - Throws: `StoreError` (locked, newer schema …), `HTTPServerError` (address in use …).
  public static func start(
    _ configuration: HostConfiguration, dataDirectory: String, log: HostLog, options: StoreOptions? = nil
  ) async throws -> RunningHost {
    let store = try Store.open(
      configuration.storeLocation(dataDirectory), options: options ?? StoreOptions(fatal: { Self.die($0, log) }))
    do {
      let before = try await HeldStart(store: store).configuration(insteadOf: configuration)
      var start = try HostStart(
        before ?? configuration, isHeld: before != nil, store, dataDirectory: dataDirectory, log: log)
      return try await start.run()
    } catch {
      store.close()
      throw error
    }
  }

  init(address: String, adminAddress: String, faults: [Diagnostic], administration: Administration, parts: Parts) {
    self.address = address
    self.adminAddress = adminAddress
    self.faults = faults
    self.administration = administration
    self.parts = parts
    let invitations = InvitationDelivery(administration, log: parts.log)
    self.invitations = invitations
    postman = Task { await Self.deliver(invitations) }
    watcher = FileWatcher(administration)
    ticker = Task { [tokens = administration.tokens] in await Self.tick(tokens, parts.log) }
  }

  /// Answers what was begun, then ends: listener first, store last.
  public func stop() async {
    let store = administration.store
    await watcher.stop()
    await administration.reloading.worker.stop()
    await parts.server.end(grace: .seconds(8))
    ticker.cancel()
    postman.cancel()
    await ticker.value  // it may be writing: the store ends after it
    await postman.value
    await parts.admin.end(grace: .seconds(1))
    AdminDoor.remove(in: parts.dataDirectory)
    do {
      try await administration.tokens.flushUses()
      try await store.note(.hostStopped, of: administration.configuration)
    } catch {
      parts.log.write(.error, "the last entries could not be written", [("cause", .string(String(describing: error)))])
    }
    administration.recorder.flush()
    await store.flush()
    store.close()
    parts.log.write(.info, "stopped")
  }

  private static func tick(_ tokens: TokenRegister, _ log: HostLog) async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(60))
      guard !Task.isCancelled else { return }
      do {
        try await tokens.flushUses()
      } catch {
        log.write(.warning, "token use could not be written", [("cause", .string(String(describing: error)))])
      }
    }
  }

  private static func deliver(_ invitations: InvitationDelivery) async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(5))
      guard !Task.isCancelled else { return }
      await invitations.run(at: .now())
    }
  }

  private static func die(_ cause: String, _ log: HostLog) {
    log.write(.error, "the disk refused a write that must be durable; the host ends", [("cause", .string(cause))])
    _exit(1)  // at once: other threads still run
  }
}

extension HTTPServer {
  /// Ends on a thread of its own: it waits, and the requests it waits for need the shared ones.
  func end(grace: Duration) async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      Thread.detachNewThread {
        self.stop(grace: grace)
        continuation.resume()
      }
    }
  }
}

extension Store {
  /// Notes in the audit trail what happened to the host itself.
  func note(_ kind: AuditKind, of configuration: HostConfiguration) async throws {
    let count = configuration.providers.count
    let draft = AuditDraft(kind: kind, detail: count == 1 ? "1 provider" : "\(count) providers")
    let commit = Commit(
      provider: .host, at: .now(), actor: "host", requestID: HTTPHead.newRequestID(), writes: [], entries: [draft])
    _ = try await self.commit { _ in (commit, ()) }
  }
}
