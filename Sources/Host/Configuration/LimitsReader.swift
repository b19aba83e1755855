import Diagnostics
import JSON
import YAML

/// Reads `limits:`.
struct LimitsReader {
  let file: ConfigurationFile

  /// The limits that `fields` sets, over the defaults.
  func read(_ fields: Fields) -> Limits {
    var limits = Limits()
    var ranges: [String: SourceRange] = [:]
    for key in LimitKey.all {
      guard let node = fields.node(key.name, key.shape) else { continue }
      ranges[key.name] = node.range
      set(key, in: &limits, from: node)
    }
    for (name, value) in LimitKey.fixed where fields.sketch == nil {
      guard let node = fields.node(name) else { continue }
      file.report("'\(name)' is \(value) and can't be changed in this version", at: node.range, fix: "leave it out")
    }
    fields.finish()
    compare("defaultPageSize", limits.defaultPageSize, "pageSize", limits.pageSize, ranges, \.description)
    compare(
      "connectionsPerSource", limits.connectionsPerSource, "connections", limits.connections, ranges, \.description)
    compare("adapterTime", limits.adapterTime, "handlerTime", limits.handlerTime, ranges, Quantity.text(time:))
    return limits
  }

  private func set(_ key: LimitKey, in limits: inout Limits, from node: YAMLNode) {
    switch key.target {
    case .count(let path, let bounds):
      let value = number(node)
      guard let value = checked(key, value, bounds, node, "a whole number", \.description) else { return }
      limits[keyPath: path] = value
    case .bytes(let path, let bounds):
      let value = node.scalar.flatMap(Quantity.bytes)
      guard let value = checked(key, value, bounds, node, "a size", Quantity.text(bytes:)) else { return }
      limits[keyPath: path] = value
    case .time(let path, let bounds):
      let value = node.scalar.flatMap(Quantity.time)
      guard let value = checked(key, value, bounds, node, "a time", Quantity.text(time:)) else { return }
      limits[keyPath: path] = value
    }
  }

  private func number(_ node: YAMLNode) -> Int? { node.json().integer.map { Int($0) } }

  private func checked<Value: Comparable>(
    _ key: LimitKey, _ value: Value?, _ bounds: ClosedRange<Value>, _ node: YAMLNode, _ kind: String,
    _ text: (Value) -> String
  ) -> Value? {
    guard let value else {
      let got = node.scalar.map { "'\($0)'" } ?? node.kindName
      file.report("'\(key.name)' must be \(kind), not \(got)", at: node.range, fix: key.example)
      return nil
    }
    guard !bounds.contains(value) else { return value }
    let (low, high) = (text(bounds.lowerBound), text(bounds.upperBound))
    file.report("'\(key.name)' must lie between \(low) and \(high)", at: node.range)
    return nil
  }

  private func compare<Value: Comparable>(
    _ lesser: String, _ small: Value, _ greater: String, _ large: Value, _ ranges: [String: SourceRange],
    _ text: (Value) -> String
  ) {
    guard small > large, let range = ranges[lesser] ?? ranges[greater] else { return }
    file.report("'\(lesser)' (\(text(small))) can't be more than '\(greater)' (\(text(large)))", at: range)
  }
}

extension LimitKey {
  fileprivate var shape: Shape {
    switch target {
    case .count(_, let bounds): .integer(bounds)
    case .bytes: .about("A size: bytes, or a number with KiB or MiB.", .scalar)
    case .time: .about("A time: a number with ms, s or m.", .scalar)
    }
  }

  /// How a value of it is written.
  fileprivate var example: String {
    switch target {
    case .count: "write digits only: \(name): 100"
    case .bytes: "write bytes, or a number with KiB or MiB: \(name): 64 KiB"
    case .time: "write a number with its unit, ms, s or m: \(name): 10s"
    }
  }
}
