/// Where the code of a provider's adapter runs: `isolation:` in the provider's file.
public enum AdapterIsolation: String, CaseIterable, Sendable {
  /// In the host: fastest, but a trap in the library ends the host.
  case none
  /// In child processes: a trap or an endless loop costs one request.
  case process
}

/// What the child processes of one provider's adapter may use.
public struct IsolationLimits: Hashable, Sendable {
  /// How many there are at most, and so how many messages are worked on at once.
  public var processes = 4
  /// The memory that each may write to, in bytes.
  public var memory = 512 << 20
  /// How long one message may take.
  public var time: Duration = .seconds(2)

  /// The defaults.
  public init() {}

  init(_ limits: Limits) {
    (processes, memory, time) = (limits.adapterProcesses, limits.adapterMemoryBytes, limits.adapterTime)
  }

  /// How long the library may take to load; a short `time` is no reason not to start on a busy machine.
  var startTime: Duration { max(time * 5, .seconds(2)) }
}
