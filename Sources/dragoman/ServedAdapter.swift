internal import Host
internal import JSON

/// An adapter as the running host knows it: how it fares with each of its providers at this moment.
enum ServedAdapter {
  private static let facts = ["health", "reason", "restarts", "lastEnd"]

  /// The adapter with what the running host says of its providers; as it is where no host runs.
  static func told(_ adapter: JSON, _ arguments: Arguments) async throws -> JSON {
    let directory = HostPaths.dataDirectory(config: arguments.config, data: arguments.value("data"))
    guard case .object(var object) = adapter, let host = await AdminConnection.running(in: directory) else {
      return adapter
    }
    let states = try await host.perform("provider.status").array ?? []
    let providers = (object["providers"]?.array ?? []).map { provider in
      merged(provider, states.first { $0["name"] == provider["name"] })
    }
    object["providers"] = .array(providers)
    if let reason = providers.compactMap({ $0["reason"]?.string }).first { object["health"] = .string(reason) }
    return .object(object)
  }

  private static func merged(_ provider: JSON, _ state: JSON?) -> JSON {
    guard case .object(var object) = provider, let state else { return provider }
    for fact in facts { object[fact] = state[fact] }
    return .object(object)
  }
}
