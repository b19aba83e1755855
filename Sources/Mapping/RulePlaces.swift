public import Diagnostics
import YAML

extension Rule {
  /// Where the rule is written; nil for one that is built in.
  public var range: SourceRange? { place?.range }

  /// The directory attributes that it reads as `${…}`, each with its place.
  public var directoryReads: [(name: String, range: SourceRange)] { allReads.map { ($0.name, $0.range) } }

  /// A diagnostic about the rule at its place.
  public func diagnostic(_ message: String, fix: String? = nil) -> Diagnostic {
    place.map { $0.source.diagnostic(message, at: $0.range, fix: fix, see: Manual.mappings) }
      ?? Diagnostic(message, fix: fix)
  }
}
