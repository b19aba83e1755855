internal import Directory
internal import HTTP
internal import Provisioning
internal import Store
internal import Text
internal import Tokens

/// Brings a host up, step by step; what fails ends what was begun before it, but for the store.
struct HostStart {
  private var configuration: HostConfiguration
  /// Whether the files say more than may go unconfirmed.
  private let isHeld: Bool
  private let store: Store
  private let tokens: TokenRegister
  private let dataDirectory: String
  private let reporting: HostReporting
  private let listener: EndpointListener
  private let inForce: ConfigurationInForce
  private let reloading: Reloading
  private var endpoints = Endpoints()

  init(
    _ configuration: HostConfiguration, isHeld: Bool, _ store: Store, dataDirectory: String, log: HostLog
  ) throws {
    self.configuration = configuration
    self.isHeld = isHeld
    self.store = store
    self.dataDirectory = dataDirectory
    tokens = try TokenRegister(store: store)
    let reporting = HostReporting(log: log, recorder: Recorder(dataDirectory: dataDirectory))
    self.reporting = reporting
    listener = EndpointListener([:], store: store, tokens: tokens) { reporting.take($0) }
    inForce = ConfigurationInForce(configuration)
    let worker = RemapWorker(store, inForce, log: log)
    reloading = Reloading(
      store, inForce, worker, log: log,
      serving: Reloading.Serving(listener: listener, recorder: reporting.recorder) { reporting.take($0) })
  }

  mutating func run() async throws -> RunningHost {
    let server = try serve()
    do {
      return try await administer(server)
    } catch {
      await server.end(grace: .zero)
      throw error
    }
  }

  /// With a port of its own the address is known before anybody can ask; a free one is known once it is taken.
  private mutating func serve() throws -> HTTPServer {
    let port = configuration.listen.port
    if port != 0 { loadEndpoints(port: port) }
    let server = try HTTPServer(configuration.http(configuration.listen), handler: listener)
    if port == 0 { loadEndpoints(port: server.port) }
    return server
  }

  private mutating func loadEndpoints(port: Int) {
    configuration.publicURL = configuration.reachedURL(port: port)
    endpoints = EndpointAssembly(configuration).endpoints(publicURL: configuration.publicURL, store: store) {
      [reporting] in reporting.take($0)
    }
    inForce.begin(configuration, endpoints)
    listener.replace(endpoints.states)
  }

  private func administer(_ server: HTTPServer) async throws -> RunningHost {
    let administration = administration()
    var door = AdminDoor.new(address: "")
    let admin = try HTTPServer(
      configuration.http(configuration.adminListen, isAdmin: true), handler: adminListener(administration, door))
    door.address = configuration.adminListen.reachable(port: admin.port, isTLS: false)
    do {
      try await begin(door)
    } catch {
      await admin.end(grace: .zero)
      throw error
    }
    let address = configuration.listen.reachable(port: server.port, isTLS: configuration.tls != nil)
    reporting.writeStart(configuration, endpoints, address: address, admin: door.address, engine: store.engine)
    return RunningHost(
      address: address, adminAddress: door.address, faults: endpoints.faults, administration: administration,
      parts: RunningHost.Parts(server: server, admin: admin, log: reporting.log, dataDirectory: dataDirectory))
  }

  private func administration() -> Administration {
    Administration(reloading, tokens: tokens, recorder: reporting.recorder) { [reporting, inForce] in
      reporting.status($0, inForce.endpoints.states)
    }
  }

  private func adminListener(_ administration: Administration, _ door: AdminDoor) -> AdminListener {
    let (store, inForce, reporting, worker) = (store, inForce, reporting, reloading.worker)
    return AdminListener(
      administration, credential: door.credential,
      readiness: {
        Readiness(
          faults: inForce.endpoints.outOfService, storeFault: HostReporting.fault(of: store),
          configuration: administration.unsettled)
      },
      metrics: { reporting.text(store, inForce, worker) })
  }

  /// Notes the start, judges again what the files changed while no host ran, ends the holds whose names were freed
  /// meanwhile, and lets the verbs in.
  private func begin(_ door: AdminDoor) async throws {
    try await store.note(.hostStarted, of: configuration)
    try await reloading.settleAtStart()
    if isHeld { try await reloading.noteHeld() }
    try await RecordingSwitch(recorder: reporting.recorder, store: store).settle(configuration)
    try await HoldSettlement(store).settle(at: .now(), requestID: HTTPHead.newRequestID())
    try door.write(in: dataDirectory)
  }
}
