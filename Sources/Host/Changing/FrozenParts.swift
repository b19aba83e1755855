internal import Diagnostics

/// What a running host can't change: its listeners and its store keep what they were started with until a restart.
enum FrozenParts {
  /// The new configuration with the old one's frozen parts, and the names of those that differ.
  static func keep(
    of old: HostConfiguration, in new: HostConfiguration
  ) -> (configuration: HostConfiguration, differing: [String]) {
    var kept = new
    var differing: [String] = []
    keep(\.listen, "listen", old, &kept, &differing)
    keep(\.adminListen, "adminListen", old, &kept, &differing)
    keep(\.tls, "tls", old, &kept, &differing)
    keep(\.allowInsecureHTTP, "allowInsecureHTTP", old, &kept, &differing)
    keep(\.trustedProxies, "trustedProxies", old, &kept, &differing)
    keep(\.store, "store", old, &kept, &differing)
    keep(\.limits.headerBytes, "limits.headerSize", old, &kept, &differing)
    keep(\.limits.headerFields, "limits.headerFields", old, &kept, &differing)
    keep(\.limits.uriBytes, "limits.uriLength", old, &kept, &differing)
    keep(\.limits.headerTime, "limits.headerTime", old, &kept, &differing)
    keep(\.limits.bodyTime, "limits.bodyTime", old, &kept, &differing)
    keep(\.limits.bodyBytesPerSecond, "limits.bodyRate", old, &kept, &differing)
    keep(\.limits.idleTime, "limits.idleTime", old, &kept, &differing)
    keep(\.limits.connections, "limits.connections", old, &kept, &differing)
    keep(\.limits.connectionsPerSource, "limits.connectionsPerSource", old, &kept, &differing)
    kept.fromCommandLine = old.fromCommandLine
    // Its own address is known only once it listens.
    if kept.followsListener, old.followsListener { kept.publicURL = old.publicURL }
    return (kept, differing.filter { !old.fromCommandLine.contains($0) } + staleLibraries(new))
  }

  private static func keep<Value: Equatable>(
    _ part: WritableKeyPath<HostConfiguration, Value>, _ name: String, _ old: HostConfiguration,
    _ new: inout HostConfiguration, _ differing: inout [String]
  ) {
    guard old[keyPath: part] != new[keyPath: part] else { return }
    new[keyPath: part] = old[keyPath: part]
    differing.append(name)
  }

  /// Swift code can't be unloaded: a library that changed stays what it was.
  private static func staleLibraries(_ configuration: HostConfiguration) -> [String] {
    let door = AdapterDoor()
    let adapters = Dictionary(configuration.providers.map { ($0.adapter.name, $0.adapter) }) { first, _ in first }
    return adapters.values.filter { door.staleness(of: $0) != nil }.map { "the library of adapter \($0.name)" }.sorted()
  }
}
