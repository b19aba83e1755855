public import Diagnostics

/// Collects what is wrong while files are read, so that everything can be told at once.
public final class Findings {
  /// What was reported, in the order of the reports.
  public private(set) var all: [Diagnostic] = []

  /// Nothing found yet.
  public init() {}

  /// Adds a diagnostic.
  public func report(_ diagnostic: Diagnostic) { all.append(diagnostic) }

  /// Adds all of them.
  public func report(_ diagnostics: Diagnostics) { all += diagnostics.all }

  /// Whether anything in it keeps a file from coming into force.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Everything by file, line and column, each once.
  public func sorted() -> Diagnostics { Diagnostics(all) }

  /// Does nothing when there are warnings at most.
  /// - Throws: everything that was found, warnings included.
  public func throwIfErrors() throws(Diagnostics) {
    if hasErrors { throw sorted() }
  }
}
