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

  private struct Parts: Sendable {
    var store: Store
    var tokens: TokenRegister
    var server: HTTPServer
    var admin: HTTPServer
    var log: HostLog
    var dataDirectory: String
    var ticker: Task<Void, Never>
  }

  /// Opens the store in `dataDirectory`, loads the adapters and begins to serve; `options` are the store's.
  /// - Throws: `StoreError` (locked, newer schema …), `HTTPServerError` (address in use …).
  public static func start(
    _ configuration: HostConfiguration, dataDirectory: String, log: HostLog, options: StoreOptions? = nil
  ) async throws -> RunningHost {
    let store = try Store.open(
      configuration.storeLocation(dataDirectory), options: options ?? StoreOptions(fatal: { Self.die($0, log) }))
    do {
      return try await start(configuration, store, dataDirectory, log)
    } catch {
      store.close()
      throw error
    }
  }

  private static func start(
    _ configuration: HostConfiguration, _ store: Store, _ dataDirectory: String, _ log: HostLog
  ) async throws -> RunningHost {
    let reporting = HostReporting(log: log)
    let assembly = EndpointAssembly(configuration)
    let listener = EndpointListener([:], store: store, tokens: try TokenRegister(store: store)) { reporting.take($0) }
    var configuration = configuration
    var endpoints = Endpoints()
    // With a port of its own the address is known before anybody can ask; a free one is known once it is taken.
    if configuration.listen.port != 0 {
      configuration.publicURL = configuration.reachedURL(port: configuration.listen.port)
      endpoints = assembly.endpoints(publicURL: configuration.publicURL, store: store) { reporting.take($0) }
      listener.swap(endpoints.states)
    }
    let server = try HTTPServer(configuration.http(configuration.listen), handler: listener)
    if configuration.listen.port == 0 {
      configuration.publicURL = configuration.reachedURL(port: server.port)
      endpoints = assembly.endpoints(publicURL: configuration.publicURL, store: store) { reporting.take($0) }
      listener.swap(endpoints.states)
    }
    do {
      return try await finish(configuration, listener, server, endpoints, reporting, dataDirectory)
    } catch {
      await end(server, grace: .zero)
      throw error
    }
  }

  private static func finish(
    _ configuration: HostConfiguration, _ listener: EndpointListener, _ server: HTTPServer, _ endpoints: Endpoints,
    _ reporting: HostReporting, _ dataDirectory: String
  ) async throws -> RunningHost {
    let (store, tokens) = (listener.store, listener.tokens)
    let administration = Administration(configuration, store: store, tokens: tokens) {
      reporting.status($0, endpoints.states)
    }
    var door = AdminDoor.new(address: "")
    let admin = try HTTPServer(
      configuration.http(configuration.adminListen, isAdmin: true),
      handler: AdminListener(
        administration, credential: door.credential,
        readiness: { Readiness(faults: endpoints.outOfService, storeFault: HostReporting.fault(of: store)) },
        metrics: { reporting.text(store, endpoints.states) }))
    door.address = configuration.adminListen.reachable(port: admin.port, isTLS: false)
    do {
      try await note(.hostStarted, configuration, store)
      try await HoldSettlement(store).settle(at: .now(), requestID: HTTPHead.newRequestID())
      try door.write(in: dataDirectory)
    } catch {
      await end(admin, grace: .zero)
      throw error
    }
    let address = configuration.listen.reachable(port: server.port, isTLS: configuration.tls != nil)
    reporting.writeStart(configuration, endpoints, address: address, admin: door.address, engine: store.engine)
    return RunningHost(
      address: address, adminAddress: door.address, faults: endpoints.faults, administration: administration,
      parts: Parts(
        store: store, tokens: tokens, server: server, admin: admin, log: reporting.log, dataDirectory: dataDirectory,
        ticker: Task { await Self.tick(tokens, reporting.log) }))
  }

  private init(
    address: String, adminAddress: String, faults: [Diagnostic], administration: Administration, parts: Parts
  ) {
    self.address = address
    self.adminAddress = adminAddress
    self.faults = faults
    self.administration = administration
    self.parts = parts
  }

  /// Answers what was begun, then ends: listener first, store last.
  public func stop() async {
    await Self.end(parts.server, grace: .seconds(8))
    parts.ticker.cancel()
    await parts.ticker.value  // it may be writing: the store ends after it
    await Self.end(parts.admin, grace: .seconds(1))
    AdminDoor.remove(in: parts.dataDirectory)
    do {
      try await parts.tokens.flushUses()
      try await Self.note(.hostStopped, administration.configuration, parts.store)
    } catch {
      parts.log.write(.error, "the last entries could not be written", [("cause", .string(String(describing: error)))])
    }
    await parts.store.flush()
    parts.store.close()
    parts.log.write(.info, "stopped")
  }

  /// Ends a listener on a thread of its own: it waits, and the requests it waits for need the shared ones.
  private static func end(_ server: HTTPServer, grace: Duration) async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      Thread.detachNewThread {
        server.stop(grace: grace)
        continuation.resume()
      }
    }
  }

  private static func note(_ kind: AuditKind, _ configuration: HostConfiguration, _ store: Store) async throws {
    let count = configuration.providers.count
    let draft = AuditDraft(kind: kind, detail: count == 1 ? "1 provider" : "\(count) providers")
    _ = try await store.commit { _ in
      (
        Commit(
          provider: .host, at: .now(), actor: "host", requestID: HTTPHead.newRequestID(), writes: [], entries: [draft]),
        ()
      )
    }
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

  private static func die(_ cause: String, _ log: HostLog) {
    log.write(.error, "the disk refused a write that must be durable; the host ends", [("cause", .string(cause))])
    _exit(1)  // at once: other threads still run
  }
}
