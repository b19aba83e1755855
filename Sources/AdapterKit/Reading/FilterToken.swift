/// One token of a filter's text.
enum FilterToken: Hashable, Sendable {
  /// `userName`, `name.familyName`, a name with its URN.
  case attribute(String)
  /// `eq`, `co`, …
  case comparison(String)
  /// `pr`
  case present(String)
  /// A literal as written, with its quotes if it has any.
  case literal(String)
  /// `and`, `or`, `not`
  case word(String)
  /// `(`
  case open
  /// `)`
  case close
  /// `[`
  case openValue
  /// `]`
  case closeValue
  /// The sub-attribute after `]`, without its dot.
  case sub(String)

  var text: String {
    switch self {
    case .attribute(let text), .comparison(let text), .present(let text), .literal(let text), .word(let text): text
    case .open: "("
    case .close: ")"
    case .openValue: "["
    case .closeValue: "]"
    case .sub(let name): "." + name
    }
  }

  /// Whether a blank stands between this token and the next.
  func isApart(from next: FilterToken) -> Bool {
    switch (self, next) {
    case (.open, _), (.openValue, _), (_, .close), (_, .closeValue), (_, .openValue), (_, .sub): false
    default: true
    }
  }
}
