/// What takes the place of a match: text, and what groups found (`$1`; `$0` is the whole; `$$` a dollar sign).
struct PatternReplacement: Sendable {
  private enum Piece: Sendable {
    case text(String)
    case group(Int)
  }

  private let pieces: [Piece]

  /// Reads a replacement for a pattern with so many groups.
  init(_ text: String, groups: Int) throws(Prepared.Problem) {
    var pieces: [Piece] = []
    var offset = 0
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    var rest = parts.dropFirst()
    pieces.append(.text(parts.first.map(String.init) ?? ""))
    offset += parts.first?.utf8.count ?? 0
    while let part = rest.popFirst() {
      guard let first = part.unicodeScalars.first else {
        guard let next = rest.popFirst() else { throw Self.strayDollar(at: offset) }
        pieces.append(.text("$" + next))
        offset += 2 + next.utf8.count
        continue
      }
      guard let number = Int(String(first)), ("0"..."9").contains(first) else { throw Self.strayDollar(at: offset) }
      guard number <= groups else {
        let has = groups == 0 ? "no groups" : groups == 1 ? "1 group" : "\(groups) groups"
        throw Prepared.Problem(
          message: "the pattern has \(has), so $\(number) is nothing", range: offset..<offset + 2,
          fix: "put what is to be kept into parentheses")
      }
      pieces += [.group(number), .text(String(part.dropFirst()))]
      offset += 1 + part.utf8.count
    }
    self.pieces = pieces
  }

  private static func strayDollar(at offset: Int) -> Prepared.Problem {
    Prepared.Problem(
      message: "'$' is followed by a group's number", range: offset..<offset + 1,
      fix: "write $$ for the character itself")
  }

  func text(for match: Pattern.Match) -> String {
    pieces.reduce(into: "") { out, piece in
      switch piece {
      case .text(let text): out += text
      case .group(let number): out += match.group(number) ?? ""
      }
    }
  }
}
