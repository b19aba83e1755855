public import Directory
public import Diagnostics
public import JSON
public import YAML

/// A text with `${attribute}` in it, read and checked: the line of an invitation, what an application shows.
public struct TextTemplate: Hashable, Sendable {
  /// The text as it was written.
  public let text: String
  /// The attributes that it names, fallbacks included, each with its place where the text stands in a file.
  public let uses: [Use]
  let parts: [Part]

  /// An attribute that a text names.
  public struct Use: Hashable, Sendable {
    /// What is named.
    public let attribute: TextAttribute
    /// Where; nil for a text that is in no file.
    public let range: SourceRange?
  }

  indirect enum Part: Hashable, Sendable {
    case text(String)
    case attribute(TextAttribute, fallback: [Part]?)
  }

  /// What a person makes of a text.
  public struct Rendered: Hashable, Sendable {
    /// The text.
    public var text: String
    /// The attributes that had neither value nor fallback, in the order of the text.
    public var empty: [String]
  }

  /// Reads a text of a file; what is wrong becomes findings at their places, and then nil is returned.
  public static func read(
    _ node: YAMLNode, of source: YAMLSource, names: TextNames, findings: Findings
  ) -> TextTemplate? {
    guard let text = node.scalar else {
      findings.report(source.diagnostic("a text is expected here, but it is \(node.kindName)", at: node.range))
      return nil
    }
    func place(_ range: Range<Int>) -> SourceRange {
      node.range(ofValueOffset: range.lowerBound, length: range.count, in: source)
    }
    var parser = TextParser(text, names)
    let parts = parser.parse()
    for problem in parser.problems {
      findings.report(
        source.diagnostic(problem.message, at: place(problem.range), fix: problem.fix, see: problem.see))
    }
    guard parser.problems.isEmpty else { return nil }
    return TextTemplate(
      text: text, uses: parser.uses.map { Use(attribute: $0.attribute, range: place($0.range)) }, parts: parts)
  }

  /// Reads a text that somebody typed.
  /// - Throws: every mistake with its column, counted in characters from 1.
  public init(_ text: String, names: TextNames) throws(TextFaults) {
    var parser = TextParser(text, names)
    parts = parser.parse()
    guard parser.problems.isEmpty else { throw TextFaults(parser.problems, in: text) }
    self.text = text
    uses = parser.uses.map { Use(attribute: $0.attribute, range: nil) }
  }

  private init(text: String, uses: [Use], parts: [Part]) {
    self.text = text
    self.uses = uses
    self.parts = parts
  }

  /// The same text whatever the person: `text` without any `${…}`.
  public init(constant text: String) { self.init(text: text, uses: [], parts: [.text(text)]) }

  /// A text that is one attribute: `${email}`.
  public init(_ attribute: DirectoryAttribute) {
    let part = TextAttribute(managers: 0, source: .directory(attribute))
    self.init(text: "${\(attribute.name)}", uses: [], parts: [.attribute(part, fallback: nil)])
  }

  /// Puts in what `value` knows of a person; an empty attribute gives way to its fallback.
  /// - Throws: what `value` throws, and `TextTooLong`.
  public func rendered(_ value: (TextAttribute) throws -> JSON?) throws -> Rendered {
    var rendered = Rendered(text: "", empty: [])
    try render(parts, value, &rendered)
    return rendered
  }

  private func render(
    _ parts: [Part], _ value: (TextAttribute) throws -> JSON?, _ rendered: inout Rendered
  ) throws {
    for part in parts {
      switch part {
      case .text(let text): rendered.text += text
      case .attribute(let attribute, let fallback):
        if let text = try value(attribute)?.shownInText, !text.isEmpty {
          rendered.text += text
        } else if let fallback {
          try render(fallback, value, &rendered)
        } else {
          rendered.empty.append(attribute.path)
        }
      }
      guard rendered.text.utf8.count <= TextTooLong.limit else { throw TextTooLong() }
    }
  }
}

/// A text that would become larger than anybody reads.
public struct TextTooLong: Error, CustomStringConvertible {
  static let limit = 1 << 20

  /// What happened, in a sentence.
  public var description: String { "the text would have more than 1 MiB" }
}

extension JSON {
  /// The value as a text shows it: a list as its values, with commas.
  fileprivate var shownInText: String? {
    switch self {
    case .null: nil
    case .string(let text): text
    case .bool, .number: description
    case .array(let elements): elements.compactMap(\.shownInText).filter { !$0.isEmpty }.joined(separator: ", ")
    case .object(let object): (object["display"] ?? object["formatted"] ?? object["value"])?.shownInText
    }
  }
}
