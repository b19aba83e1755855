import JSON

/// One token of an expression and its UTF-8 bytes there.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    /// A function's name or an attribute path, its value filter included.
    case word(String)
    /// A text in double quotes, without them.
    case text(String)
    case number(JSONNumber)
    /// `${name}`, without its decoration.
    case reference(String)
    case open
    case close
    case comma
    case end
  }

  let kind: Kind
  let range: Range<Int>
}
