public import Diagnostics

/// A YAML file that was read whole: its text and its one value.
public struct YAMLSource: Sendable {
  private let source: SourceText
  /// The value; nil for an empty file.
  public let root: YAMLNode?

  /// Reads `text`; `file` is the path that is shown to people.
  /// - Throws: everything that was found: syntax, aliases and anchors, tags, merge keys, duplicate keys, several
  ///   documents, control characters, more than 1 MiB, more than 32 levels.
  /// - Complexity: O(n).
  public init(file: String, text: String) throws(Diagnostics) {
    try self.init(SourceText(file: file, text: text), found: [])
  }

  init(_ source: SourceText, found: [Diagnostic]) throws(Diagnostics) {
    guard source.text.utf8.count <= YAMLLimits.bytes else { throw Diagnostics([tooLarge(source.file)]) }
    let (root, findings) = compose(source)
    guard found.isEmpty, findings.isEmpty else { throw Diagnostics(found + findings) }
    self.source = source
    self.root = root
  }

  private init() {
    source = SourceText(file: "", text: "")
    root = nil
  }

  /// No file: for what a reader says of files without reading one.
  public static let nothing = YAMLSource()

  /// The path that is shown to people.
  public var file: String { source.file }
  /// The whole text.
  public var text: String { source.text }
  /// The file as a whole, for what is missing in it.
  public var start: SourceRange { source.range(offsets: 0..<0) }

  /// The line in which `range` starts, without its line break; nil for another file's range or a very long line.
  public func excerpt(_ range: SourceRange) -> String? { source.excerpt(range) }

  /// A diagnostic about a place in this file, with its excerpt.
  public func diagnostic(
    _ message: String, at range: SourceRange, fix: String? = nil, see: String? = nil,
    severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    source.diagnostic(message, at: range, fix: fix, see: see, severity: severity)
  }
}

extension YAMLNode {
  /// The place of `length` bytes of a scalar's value from `offset` on, in UTF-8: for a caret inside an expression.
  ///
  /// Exact for one-line plain and quoted scalars and `|` blocks; the whole node for everything else.
  /// - Complexity: O(n) of the node.
  public func range(ofValueOffset offset: Int, length: Int, in source: YAMLSource) -> SourceRange {
    source.range(of: self, from: offset, length: length) ?? range
  }
}

extension YAMLSource {
  fileprivate func range(of node: YAMLNode, from offset: Int, length: Int) -> SourceRange? {
    guard let places = ScalarPlaces(node, in: source), offset >= 0, length >= 0, offset < places.offsets.count else {
      return nil
    }
    let end = offset + min(length, places.offsets.count - 1 - offset)
    return source.range(offsets: places.offsets[offset]..<places.offsets[end])
  }
}

/// What a file may ask of the reader.
enum YAMLLimits {
  static let bytes = 1 << 20
  static let depth = 32
  /// More mistakes than this in one file are more than anybody reads.
  static let findings = 100
}

func tooLarge(_ file: String) -> Diagnostic {
  Diagnostic("the file is larger than 1 MiB", at: .startOf(file), fix: "split it into several files")
}
