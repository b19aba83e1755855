/// A text as its literal parts and its placeholders.
struct PlaceholderText {
  enum Piece: Hashable {
    case literal(String)
    case name(String)
  }

  let pieces: [Piece]

  /// Takes `text` apart; braces around anything but letters, digits, `.`, `-` and `_` are literal.
  init(_ text: String) {
    var (pieces, literal, rest) = ([Piece](), "", Substring(text))
    while let open = rest.firstRange(of: "{{") {
      literal += rest[..<open.lowerBound]
      let name = rest[open.upperBound...].prefix(while: isNameCharacter)
      let after = rest[name.endIndex...]
      if !name.isEmpty, after.hasPrefix("}}") {
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        pieces.append(.name(String(name)))
        (literal, rest) = ("", after.dropFirst(2))
      } else {
        literal += rest[open]
        rest = rest[open.upperBound...]
      }
    }
    literal += rest
    self.pieces = literal.isEmpty ? pieces : pieces + [.literal(literal)]
  }

  /// The names that occur in it.
  var names: [String] {
    pieces.compactMap { if case .name(let name) = $0 { name } else { nil } }
  }

  /// The name of the placeholder that the text is as a whole.
  var only: String? {
    guard pieces.count == 1, case .name(let name) = pieces[0] else { return nil }
    return name
  }
}

private func isNameCharacter(_ character: Character) -> Bool {
  character.isASCII
    && (character.isLetter || character.isNumber || character == "." || character == "-" || character == "_")
}
