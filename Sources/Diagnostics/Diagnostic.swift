/// One mistake, told to the administrator who can mend it: where it is, what it is, and how to write it instead.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How bad it is: an error keeps a file from coming into force, a warning does not.
  public enum Severity: String, Hashable, Sendable {
    case error
    case warning
  }

  /// Error or warning.
  public var severity: Severity
  /// Where it is, if it is in a file at all.
  public var range: SourceRange?
  /// The line that `range` starts in, without its line break.
  public var excerpt: String?
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// What to write instead.
  public var fix: String?
  /// Where to read more: an RFC section or a page of the manual.
  public var see: String?
  /// What was expected and what came, where the two were compared.
  public var difference: LineDifference?

  /// Makes a diagnostic; errors unless told otherwise.
  public init(
    _ message: String, at range: SourceRange? = nil, excerpt: String? = nil, fix: String? = nil, see: String? = nil,
    severity: Severity = .error
  ) {
    self.severity = severity
    self.range = range
    self.excerpt = excerpt
    self.message = message
    self.fix = fix
    self.see = see
  }
}

/// All that is wrong, at once.
public struct Diagnostics: Error, Sendable {
  /// What was found, in the order of `sorted`.
  public var all: [Diagnostic]

  /// Collects `all`, sorted and without repetitions.
  public init(_ all: [Diagnostic]) {
    self.all = all.sortedByPlace()
  }

  /// Whether anything in it keeps a file from coming into force.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }
}

extension [Diagnostic] {
  /// By file, line, column and text; each diagnostic once.
  public func sortedByPlace() -> [Diagnostic] {
    var seen = Set<Diagnostic>()
    return filter { seen.insert($0).inserted }.sorted { a, b in
      let (x, y) = (a.range, b.range)
      return (x?.file ?? "", x?.start.line ?? 0, x?.start.column ?? 0, a.message)
        < (y?.file ?? "", y?.start.line ?? 0, y?.start.column ?? 0, b.message)
    }
  }
}
