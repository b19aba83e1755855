/// What is wrong in an expression, by its place in the expression's text.
struct ExpressionProblem: Error, Hashable, Sendable {
  /// One sentence without a full stop.
  var message: String
  /// UTF-8 bytes of the expression's text.
  var range: Range<Int>
  /// What to write instead.
  var fix: String?
  /// Where to read more.
  var see: String?
  /// Whether the text ends in the middle of something, so that YAML may have cut it.
  var isCut: Bool
  /// Whether a name or a word is unknown, and how it may have been meant.
  var doubt: Doubt?

  /// How an unknown word may have been meant.
  enum Doubt: Hashable, Sendable {
    /// As the attribute that the fix names.
    case attribute
    /// As a text whose quotes are gone.
    case text
  }

  init(
    _ message: String, at range: Range<Int>, fix: String? = nil, see: String? = Manual.mappings, isCut: Bool = false,
    doubt: Doubt? = nil
  ) {
    self.message = message
    self.range = range
    self.fix = fix
    self.see = see
    self.isCut = isCut
    self.doubt = doubt
  }
}

/// Pages and sections that diagnostics point to.
enum Manual {
  static let mappings = "dragoman docs AttributeMappings"
  static let functions = "dragoman docs MappingFunctions"
  static let texts = "dragoman docs Texts"
  static let filters = "RFC 7644 §3.4.2.2"
  static let paths = "RFC 7644 §3.5.2"
  static let schema = "RFC 7643 §4"
}
