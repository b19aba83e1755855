/// A reader of foreign bytes, and what must hold for every input: run by libFuzzer, and by the tests over the corpora.
public struct FuzzTarget: Sendable {
  /// The name of its corpus, its dictionary and of the target for `.ci/fuzz`.
  public let name: String
  /// Reads the bytes and checks what must hold.
  /// - Throws: `Violation` with what doesn't.
  public let check: @Sendable ([UInt8]) throws -> Void

  /// Every target.
  public static let all = [
    FuzzTarget(name: "json", check: checkJSON),
    FuzzTarget(name: "filter", check: checkFilter),
    FuzzTarget(name: "path", check: checkPath),
    FuzzTarget(name: "patch", check: checkPatch),
    FuzzTarget(name: "yaml", check: checkYAML),
    FuzzTarget(name: "frame", check: checkFrame),
  ]

  /// The target of that name.
  public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// Something that must hold and doesn't.
public struct Violation: Error, CustomStringConvertible {
  /// What, and what was seen instead.
  public let description: String
}

/// Requires that something holds; `otherwise` says what doesn't.
func hold(_ condition: Bool, _ otherwise: @autoclosure () -> String) throws(Violation) {
  guard condition else { throw Violation(description: otherwise()) }
}

/// Requires that a reader takes what it has taken before, or what was made from that.
func reread<Value>(_ what: String, _ read: () throws -> Value) throws(Violation) -> Value {
  do { return try read() } catch { throw Violation(description: "\(what) isn't read again: \(error)") }
}
