import Diagnostics
import YAML

/// A YAML file that is being read: its nodes, and where its mistakes are collected.
struct ConfigurationFile {
  let path: ConfigurationPath
  let source: YAMLSource
  let findings: Findings

  /// No file: for what a reader says of files without reading one.
  static var nothing: Self { Self(path: ConfigurationPath("."), source: .nothing, findings: Findings()) }

  /// Opens a file that another file names, or the first one; what is wrong with it becomes findings.
  static func open(_ path: ConfigurationPath, namedBy place: ConfigurationPlace?, findings: Findings) -> Self? {
    if let reason = path.kind.whyNotFile {
      findings.report(missing(path, reason: reason, namedBy: place))
      return nil
    }
    do {
      return Self(path: path, source: try read(path), findings: findings)
    } catch {
      findings.report(error)
      return nil
    }
  }

  private static func read(_ path: ConfigurationPath) throws(Diagnostics) -> YAMLSource {
    guard let text = ReplacedTexts.byPath[path.shown] else {
      return try YAMLSource.read(path.path, shownAs: path.shown)
    }
    return try YAMLSource(file: path.shown, text: text)
  }

  /// Reports a mistake of this file.
  func report(
    _ message: String, at range: SourceRange, fix: String? = nil, see: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    findings.report(source.diagnostic(message, at: range, fix: fix, see: see, severity: severity))
  }

  /// The whole file as a mapping; an empty one is a mistake.
  func fields(what: String) -> Fields? {
    guard source.root?.isNull == false else {
      report("\(what) is empty", at: source.start)
      return nil
    }
    return Fields(source.root, of: source, what: what, findings: findings)
  }

  /// The same file with its mistakes collected elsewhere.
  func collecting(in other: Findings) -> Self { Self(path: path, source: source, findings: other) }

  private static func missing(
    _ path: ConfigurationPath, reason: String, namedBy place: ConfigurationPlace?
  ) -> Diagnostic {
    let message = "'\(path.shown)' can't be read: \(reason)"
    guard let place else { return Diagnostic(message, fix: "name the configuration's file with --config") }
    let fix = "paths are relative to the folder of the file that names them"
    return place.file.source.diagnostic(message, at: place.range, fix: fix)
  }
}

/// A place in a file that names another file.
struct ConfigurationPlace {
  let file: ConfigurationFile
  let range: SourceRange
}
