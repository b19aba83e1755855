internal import AdapterKit
internal import Diagnostics
internal import Directory
internal import JSON
internal import Provisioning
internal import Store
internal import Text

/// What a host says of itself: log lines, metrics, the state of its providers.
struct HostReporting: Sendable {
  let log: HostLog
  let recorder: Recorder
  private let metrics = Metrics()

  init(log: HostLog, recorder: Recorder) {
    self.log = log
    self.recorder = recorder
  }

  /// An answered request.
  func take(_ report: RequestReport) {
    metrics.count(report)
    log.write(report)
    recorder.take(report)
  }

  /// What only a running host knows of a provider.
  func status(_ provider: ProviderName, _ states: [ProviderName: EndpointState]) -> JSONObject {
    var status = ProviderHealth.json(states[provider]?.reason)
    for (name, value) in IsolationHealth.json(states[provider]?.processes) { status[name] = value }
    if let last = metrics.lastSuccess(of: provider) { status["lastRequest"] = .string(last.description) }
    return status
  }

  /// `/metrics`.
  func text(_ store: Store, _ inForce: ConfigurationInForce, _ worker: RemapWorker) -> String {
    let states = inForce.endpoints.states
    let up = states.sorted { $0.key < $1.key }.map { name, state in
      (labels: "provider=\"\(name)\"", value: state.reason == nil ? 1.0 : 0.0)
    }
    return metrics.text(
      gauges: [
        Gauge(name: "dragoman_provider_up", help: "Whether a provider is in service.", values: up),
        IsolationHealth.restarts(states),
        Gauge(name: "dragoman_holds", help: "Directory entries on hold.", values: Self.holds(store, states)),
        Gauge(
          name: "dragoman_attention", help: "Holds and providers that wait for an administrator.",
          values: [("", Double(Self.waiting(store) + up.count { $0.value == 0 }))]),
        InvitationGauge.gauge(store, inForce.configuration),
      ] + ChangeGauges.all(inForce, worker))
  }

  /// What is said once everything listens.
  func writeStart(
    _ configuration: HostConfiguration, _ endpoints: Endpoints, address: String, admin: String, engine: String
  ) {
    for (provider, fault) in zip(endpoints.outOfService, endpoints.faults) {
      let place = fault.range.map { "\($0.file):\($0.start.line):\($0.start.column)" }
      log.write(
        .error, "provider out of service",
        [
          ("provider", .string(provider.provider)), ("reason", .string(provider.reason)),
          ("place", place.map { .string($0) } ?? .null), ("fix", fault.fix.map { .string($0) } ?? .null),
        ])
    }
    log.write(
      .info, "serving",
      [
        ("listen", .string(address)), ("admin", .string(admin)), ("publicURL", .string(configuration.publicURL)),
        ("providers", JSON(endpoints.states.count)), ("store", .string(engine)),
      ])
  }

  /// Why the store can't be read, if it can't.
  static func fault(of store: Store) -> String? {
    do {
      _ = try store.read { try $0.tokens(nil) }
      return nil
    } catch {
      return String(describing: error)
    }
  }

  /// A value for each provider, and for each reason that there is.
  private static func holds(
    _ store: Store, _ states: [ProviderName: EndpointState]
  ) -> [(labels: String, value: Double)] {
    let holds = (try? store.read { try $0.holds() }) ?? []
    let counts = Dictionary(grouping: holds) { hold in
      "provider=\"\(hold.provider.name)\",reason=\"\(hold.reason.rawValue)\""
    }
    return counts.map { ($0.key, Double($0.value.count)) }.sorted { $0.labels < $1.labels }
  }

  private static func waiting(_ store: Store) -> Int {
    (try? store.read { try $0.holds().count { $0.reason != .rejected } }) ?? 0
  }
}

/// Every provider's endpoint, in service or not, and what keeps those that aren't.
struct Endpoints: Sendable {
  var states: [ProviderName: EndpointState] = [:]
  var faults: [Diagnostic] = []

  /// The providers out of service, in the order of `faults`.
  var outOfService: [(provider: String, reason: String)] {
    states.sorted { $0.key < $1.key }.compactMap { name, state in
      state.reason.map { (provider: name.description, reason: $0) }
    }
  }
}

extension EndpointState {
  /// Why the provider is out of service; nil when it serves.
  var reason: String? {
    switch self {
    case .serving(let endpoint): endpoint.configuration.dialect.state?.fault
    case .outOfService(_, let reason): reason
    }
  }

  /// How the processes of an isolated adapter fare.
  var processes: LibraryState? {
    if case .serving(let endpoint) = self { endpoint.configuration.dialect.state } else { nil }
  }
}
