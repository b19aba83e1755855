/// One key under `limits:`: which limit it sets, and between which bounds.
struct LimitKey: Sendable {
  enum Target: Sendable {
    case count(any WritableKeyPath<Limits, Int> & Sendable, ClosedRange<Int>)
    case bytes(any WritableKeyPath<Limits, Int> & Sendable, ClosedRange<Int>)
    case time(any WritableKeyPath<Limits, Duration> & Sendable, ClosedRange<Duration>)
  }

  let name: String
  let target: Target

  static let all: [LimitKey] = [
    LimitKey(name: "userBody", target: .bytes(\.userBodyBytes, 4 << 10...64 << 20)),
    LimitKey(name: "groupBody", target: .bytes(\.groupBodyBytes, 4 << 10...64 << 20)),
    LimitKey(name: "bulkBody", target: .bytes(\.bulkBodyBytes, 4 << 10...64 << 20)),
    LimitKey(name: "bulkOperations", target: .count(\.bulkOperations, 1...10_000)),
    LimitKey(name: "pageSize", target: .count(\.pageSize, 1...10_000)),
    LimitKey(name: "defaultPageSize", target: .count(\.defaultPageSize, 1...10_000)),
    LimitKey(name: "cursorTime", target: .time(\.cursorTime, .seconds(1)...(.seconds(86_400)))),
    LimitKey(name: "headerSize", target: .bytes(\.headerBytes, 4 << 10...256 << 10)),
    LimitKey(name: "headerFields", target: .count(\.headerFields, 16...1000)),
    LimitKey(name: "uriLength", target: .bytes(\.uriBytes, 1 << 10...64 << 10)),
    LimitKey(name: "headerTime", target: .time(\.headerTime, .seconds(1)...(.seconds(300)))),
    LimitKey(name: "bodyTime", target: .time(\.bodyTime, .seconds(1)...(.seconds(600)))),
    LimitKey(name: "bodyRate", target: .bytes(\.bodyBytesPerSecond, 1...16 << 20)),
    LimitKey(name: "handlerTime", target: .time(\.handlerTime, .seconds(1)...(.seconds(300)))),
    LimitKey(name: "idleTime", target: .time(\.idleTime, .seconds(1)...(.seconds(3600)))),
    LimitKey(name: "connections", target: .count(\.connections, 8...1_000_000)),
    LimitKey(name: "connectionsPerSource", target: .count(\.connectionsPerSource, 1...1_000_000)),
    LimitKey(name: "requestsPerSecond", target: .count(\.requestsPerSecond, 1...1_000_000)),
    LimitKey(name: "requestBurst", target: .count(\.requestBurst, 1...1_000_000)),
    LimitKey(name: "adapterProcesses", target: .count(\.adapterProcesses, 1...64)),
    LimitKey(name: "adapterMemory", target: .bytes(\.adapterMemoryBytes, 64 << 20...16 << 30)),
    LimitKey(name: "adapterTime", target: .time(\.adapterTime, .milliseconds(50)...(.seconds(20)))),
  ]

  /// Limits that are constants of the parts that hold them, as they are written.
  static let fixed: [(name: String, value: String)] = {
    let limits = Limits()
    return [
      ("patchOperations", "\(limits.patchOperations)"), ("membersPerRequest", "\(limits.membersPerRequest)"),
      ("extensions", "\(limits.extensions)"), ("extensionAttributes", "\(limits.extensionAttributes)"),
      ("jsonDepth", "\(limits.jsonDepth)"), ("filterLength", Quantity.text(bytes: limits.filterBytes)),
      ("filterDepth", "\(limits.filterDepth)"), ("filterTerms", "\(limits.filterTerms)"),
      ("stringLength", Quantity.text(bytes: limits.stringBytes)),
      ("userNameLength", Quantity.text(bytes: limits.userNameBytes)),
      ("mappingTime", Quantity.text(time: limits.mappingTime)),
    ]
  }()
}
