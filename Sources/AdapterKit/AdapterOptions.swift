public import JSON

/// What a provider's configuration sets for its adapter.
public struct AdapterOptions: Sendable, Hashable {
  /// The options by name, defaults of the manifest filled in.
  public var values: JSONObject
  /// The schemas of the provider's endpoint (RFC 7643 §7).
  public var schemas: [JSON]

  /// Options and schemas.
  public init(_ values: JSONObject = JSONObject(), schemas: [JSON] = []) {
    (self.values, self.schemas) = (values, schemas)
  }

  /// The text of an option.
  /// - Throws: `AdapterOptionError` when it is set to something else.
  public func text(_ name: String) throws(AdapterOptionError) -> String? {
    try read(name, "a text") { $0.string }
  }

  /// The value of a yes-or-no option.
  /// - Throws: `AdapterOptionError` when it is set to something else.
  public func flag(_ name: String) throws(AdapterOptionError) -> Bool? {
    try read(name, "true or false") { $0.bool }
  }

  /// The value of an option that is a whole number within `range`.
  /// - Throws: `AdapterOptionError` when it is set to something else.
  public func number(_ name: String, in range: ClosedRange<Int64>) throws(AdapterOptionError) -> Int64? {
    try read(name, "a whole number from \(range.lowerBound) to \(range.upperBound)") { value in
      value.integer.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// The value of an option that is one of `choices`.
  /// - Throws: `AdapterOptionError` when it is set to something else.
  public func choice(_ name: String, among choices: [String]) throws(AdapterOptionError) -> String? {
    try read(name, "one of " + choices.joined(separator: ", ")) { value in
      value.string.flatMap { choices.contains($0) ? $0 : nil }
    }
  }

  private func read<Value>(
    _ name: String, _ expected: String, _ convert: (JSON) -> Value?
  ) throws(AdapterOptionError) -> Value? {
    guard let value = values[name], !value.isNull else { return nil }
    guard let converted = convert(value) else {
      throw AdapterOptionError(option: name, message: "must be \(expected), not \(value.kind)")
    }
    return converted
  }
}
