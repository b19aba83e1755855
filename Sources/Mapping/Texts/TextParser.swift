/// Takes a text with `${…}` apart and collects everything that is wrong with it.
///
/// `\$`, `\}` and `\\` are the characters themselves; any other backslash stays what it is.
struct TextParser {
  static let textLimit = 65_536
  static let useLimit = 256
  static let depthLimit = 8

  private let bytes: [UInt8]
  private let names: TextNames
  private var at = 0
  private(set) var problems: [ExpressionProblem] = []
  private(set) var uses: [(attribute: TextAttribute, range: Range<Int>)] = []

  init(_ text: String, _ names: TextNames) {
    bytes = Array(text.utf8)
    self.names = names
  }

  mutating func parse() -> [TextTemplate.Part] {
    guard bytes.count <= Self.textLimit else {
      problems.append(ExpressionProblem("the text has more than \(Self.textLimit / 1024) KiB", at: 0..<1))
      return []
    }
    return parts(depth: 0)
  }

  /// Up to the end of the text, or within a fallback up to its brace.
  private mutating func parts(depth: Int) -> [TextTemplate.Part] {
    var parts: [TextTemplate.Part] = []
    var literal: [UInt8] = []
    func flushed() -> [TextTemplate.Part] {
      literal.isEmpty ? [] : [.text(String(decoding: literal, as: UTF8.self))]
    }
    while at < bytes.count, depth == 0 || bytes[at] != UInt8(ascii: "}") {
      if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count, #"$}\"#.utf8.contains(bytes[at + 1]) {
        literal.append(bytes[at + 1])
        at += 2
      } else if bytes[at...].starts(with: "${".utf8) {
        parts += flushed()
        literal = []
        if let part = reference(depth: depth) { parts.append(part) }
      } else {
        literal.append(bytes[at])
        at += 1
      }
    }
    return parts + flushed()
  }

  private mutating func reference(depth: Int) -> TextTemplate.Part? {
    let start = at
    at += 2
    let name = name()
    guard !name.isEmpty else {
      return stop(
        problem("a name is expected after ${", at: start..<at, fix: "write \\${ for the characters themselves"))
    }
    let attribute = resolved(String(decoding: bytes[name], as: UTF8.self), name)
    if bytes[at...].starts(with: "}".utf8) {
      at += 1
      return attribute.map { .attribute($0, fallback: nil) }
    }
    guard bytes[at...].starts(with: ":-".utf8) else {
      return stop(
        problem(
          "'}' or ':-' is expected after the name", at: start..<max(at, start + 1),
          fix: "${\(String(decoding: bytes[name], as: UTF8.self)):-what stands there when it is empty}"))
    }
    at += 2
    guard depth < Self.depthLimit else {
      return stop(problem("more than \(Self.depthLimit) fallbacks within each other", at: start..<at))
    }
    let fallback = parts(depth: depth + 1)
    guard at < bytes.count else {
      return stop(problem("the ${ that begins here isn't closed", at: start..<bytes.count))
    }
    at += 1
    return attribute.map { .attribute($0, fallback: fallback) }
  }

  private mutating func name() -> Range<Int> {
    let start = at
    while at < bytes.count, Tokenizer.startsWord(bytes[at]) || (0x30...0x39).contains(bytes[at]) || isJoint {
      at += 1
    }
    return start..<at
  }

  /// `:-` ends a name, though `-` may stand in one.
  private var isJoint: Bool { bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: "-") }

  private mutating func resolved(_ name: String, _ range: Range<Int>) -> TextAttribute? {
    guard uses.count < Self.useLimit else {
      problems.append(problem("more than \(Self.useLimit) attributes in one text", at: range))
      at = bytes.count
      return nil
    }
    do throws(ExpressionProblem) {
      let attribute = try names.attribute(name, at: range)
      uses.append((attribute, range))
      return attribute
    } catch {
      problems.append(error)
      return nil
    }
  }

  private func problem(_ message: String, at range: Range<Int>, fix: String? = nil) -> ExpressionProblem {
    ExpressionProblem(message, at: range, fix: fix, see: Manual.texts)
  }

  /// What follows can't be told apart any more.
  private mutating func stop(_ problem: ExpressionProblem) -> TextTemplate.Part? {
    problems.append(problem)
    at = bytes.count
    return nil
  }
}
