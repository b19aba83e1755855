import YAML

/// How many users a changed configuration may deactivate or rename unless an administrator confirms the number.
public struct ChangeThreshold: Hashable, Sendable {
  /// Users in all.
  public var count = 20
  /// Percent of the users concerned.
  public var percent = 5

  /// The defaults.
  public init() {}

  /// What `confirmAbove:` says, over the defaults.
  init(_ fields: Fields) {
    count = fields.integer("count", in: 0...10_000_000)?.value ?? count
    percent = fields.integer("percent", in: 0...100)?.value ?? percent
    fields.finish()
  }

  /// Whether so many of all have to be confirmed: more than one of the two bounds allows.
  func isExceeded(by number: Int, of all: Int) -> Bool {
    number > count || Double(number) * 100 > Double(percent) * Double(all)
  }
}
