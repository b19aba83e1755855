/// An option that an adapter can't take, named.
public struct AdapterOptionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The option's name.
  public var option: String
  /// What is wrong with it.
  public var message: String

  /// An error about one option.
  public init(option: String, message: String) { (self.option, self.message) = (option, message) }

  /// `option 'roleValueJson': must be true or false, not a text`.
  public var description: String { "option '\(option)': \(message)" }
}
