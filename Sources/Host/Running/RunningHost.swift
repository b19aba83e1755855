internal import AdapterKit
public import Diagnostics
internal import Directory
internal import Foundation
internal import HTTP
internal import JSON
internal import Provisioning
public import Store
internal import Synchronization
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
    let tokens = try TokenRegister(store: store)
    let metrics = Metrics()
    let listener = EndpointListener([:], store: store, tokens: tokens) { report in
      metrics.count(report)
      log.write(report)
    }
    let server = try HTTPServer(configuration.http(configuration.listen), handler: listener)
    let local = configuration.listen.reachable(port: server.port, isTLS: configuration.tls != nil)
    let publicURL = configuration.followsListener ? local : configuration.publicURL
    let assembly = EndpointAssembly(configuration)
    let (states, faults) = assembly.endpoints(publicURL: publicURL, store: store) { report in
      metrics.count(report)
      log.write(report)
    }
    listener.swap(states)
    var configuration = configuration
    configuration.publicURL = publicURL
    let administration = Administration(configuration, store: store, tokens: tokens) { provider in
      Self.status(provider, states, metrics)
    }
    return try await finish(
      configuration, administration, listener, server, local, states, faults, metrics, dataDirectory, log)
  }

  private static func finish(
    _ configuration: HostConfiguration, _ administration: Administration, _ listener: EndpointListener,
    _ server: HTTPServer, _ local: String, _ states: [ProviderName: EndpointState], _ faults: [Diagnostic],
    _ metrics: Metrics, _ dataDirectory: String, _ log: HostLog
  ) async throws -> RunningHost {
    let store = administration.store
    var door = AdminDoor.new(address: "")
    let outOfService = states.values.compactMap { state -> (provider: String, reason: String)? in
      guard case .outOfService(let identity, let reason) = state else { return nil }
      return (identity.name.description, reason)
    }
    let admin = try HTTPServer(
      configuration.http(configuration.adminListen, isAdmin: true),
      handler: AdminListener(
        administration, credential: door.credential,
        readiness: { Readiness(faults: outOfService, storeFault: Self.fault(of: store)) },
        metrics: { metrics.text(gauges: Self.gauges(store)) }))
    door.address = configuration.adminListen.reachable(port: admin.port, isTLS: false)
    try door.write(in: dataDirectory)
    try await note(.hostStarted, configuration, store)
    let ticker = Task { await Self.tick(administration.tokens, log) }
    faults.forEach { log.write(.error, "provider out of service", [("fault", .string($0.rendered()))]) }
    log.write(
      .info, "serving",
      [
        ("listen", .string(local)), ("admin", .string(door.address)), ("publicURL", .string(configuration.publicURL)),
        ("providers", JSON(states.count)), ("sqlite", .string(store.engine)),
      ])
    return RunningHost(
      address: local, adminAddress: door.address, faults: faults, administration: administration,
      parts: Parts(
        store: store, tokens: administration.tokens, server: server, admin: admin, log: log,
        dataDirectory: dataDirectory, ticker: ticker))
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
    let draft = AuditDraft(kind: kind, detail: "\(configuration.providers.count) providers")
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
    exit(1)
  }

  private static func fault(of store: Store) -> String? {
    do {
      _ = try store.read { try $0.tokens(nil) }
      return nil
    } catch {
      return String(describing: error)
    }
  }

  private static func status(
    _ provider: ProviderName, _ states: [ProviderName: EndpointState], _ metrics: Metrics
  ) -> JSONObject {
    var status: JSONObject = ["lastRequest": metrics.lastSuccess(of: provider).map { .string($0.description) } ?? .null]
    if case .outOfService(_, let reason)? = states[provider] { status["health"] = .string("out of service: \(reason)") }
    return status
  }

  private static func gauges(_ store: Store) -> [Gauge] {
    let waiting = (try? store.read { try $0.holds().count }) ?? 0
    return [
      Gauge(name: "dragoman_holds", help: "Directory entries on hold.", values: [("", Double(waiting))])
    ]
  }
}
