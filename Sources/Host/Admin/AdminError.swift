/// Why an administrator's verb can't be carried out: a sentence, and what to do.
public struct AdminError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public var message: String
  /// What to type instead.
  public var fix: String?

  /// An error with its fix.
  public init(_ message: String, fix: String? = nil) {
    self.message = message
    self.fix = fix
  }

  /// Both in one text.
  public var description: String { fix.map { "\(message)\n    = fix: \($0)" } ?? message }
}
