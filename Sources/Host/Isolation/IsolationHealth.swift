internal import AdapterKit
internal import Directory
internal import JSON
internal import Provisioning

/// How the child processes of an isolated adapter are told of: in a provider's status and in the metrics.
enum IsolationHealth {
  /// Nothing for a provider whose adapter runs in the host.
  static func json(_ processes: LibraryState?) -> JSONObject {
    guard let processes else { return [:] }
    var object: JSONObject = [
      "isolation": .string(AdapterIsolation.process.rawValue),
      "restarts": JSON(processes.restarts.values.reduce(0, +)),
    ]
    if let last = processes.lastEnd { object["lastEnd"] = .string(last) }
    return object
  }

  /// What ended them, by provider.
  static func restarts(_ states: [ProviderName: EndpointState]) -> Gauge {
    let values = states.sorted { $0.key < $1.key }.flatMap { name, state in
      (state.processes?.restarts ?? [:]).sorted { $0.key < $1.key }.map { cause, count in
        (labels: "provider=\"\(name)\",cause=\"\(cause)\"", value: Double(count))
      }
    }
    return Gauge(
      name: "dragoman_adapter_restarts_total", help: "Processes of isolated adapters that ended and were replaced.",
      kind: "counter", values: values)
  }
}
