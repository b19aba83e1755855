public import JSON

/// One thing that a provider may set for its adapter.
public struct AdapterOption: Hashable, Sendable {
  /// What a value may be.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case text
    case flag
    case number
    case choice
  }

  /// The key under `options:`.
  public var name: String
  /// What its value may be.
  public var kind: Kind
  /// The value when a provider doesn't say.
  public var defaultValue: JSON?
  /// The values of a choice.
  public var values: [String]
  /// One sentence for the administrator.
  public var help: String
  /// The knob that it sets.
  public var knob: String?

  /// Describes an option.
  public init(
    name: String, kind: Kind, defaultValue: JSON? = nil, values: [String] = [], help: String = "", knob: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.values = values
    self.help = help
    self.knob = knob
  }

  /// A value as a knob takes it: a flag is `yes` or `no`.
  static func knobText(_ value: JSON) -> String? {
    switch value {
    case .bool(let flag): flag ? "yes" : "no"
    case .string(let text): text
    case .number(let number): number.description
    default: nil
    }
  }
}
