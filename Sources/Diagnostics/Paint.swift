/// Colours of a terminal, or none.
public struct Paint: Sendable {
  private let on: Bool

  /// Colours when `on`, plain text otherwise.
  public init(on: Bool) { self.on = on }

  /// For errors.
  public func red(_ text: String) -> String { wrap(text, "31;1") }
  /// For warnings.
  public func yellow(_ text: String) -> String { wrap(text, "33;1") }
  /// For what went well.
  public func green(_ text: String) -> String { wrap(text, "32;1") }
  /// For headings.
  public func bold(_ text: String) -> String { wrap(text, "1") }
  /// For what matters less.
  public func dim(_ text: String) -> String { wrap(text, "2") }

  private func wrap(_ text: String, _ code: String) -> String {
    on ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
