import Diagnostics
import YAML

/// Reads `store:`.
struct StoreReader {
  let file: ConfigurationFile

  private enum Kind: String, CaseIterable {
    case sqlite
    case postgresql
  }

  /// The engine that `fields` names; the embedded one when it is silent.
  func read(_ fields: Fields) -> StoreChoice {
    let kind = fields.choice("kind", Kind.self)
    let url = fields.text("url")
    fields.finish()
    if kind?.value == .postgresql, let kind { return postgresql(url, kind.range) }
    if let url { file.report("'url' belongs to the store 'postgresql'", at: url.range, fix: "leave it out") }
    return .sqlite
  }

  private func postgresql(_ url: Located<String>?, _ kind: SourceRange) -> StoreChoice {
    unavailable("the store 'postgresql'", at: kind, in: file, fix: "write kind: sqlite")
    guard let url else {
      let fix = "add url: postgresql://dragoman@db.example.org/dragoman"
      file.report("the store 'postgresql' needs 'url'", at: kind, fix: fix)
      return .sqlite
    }
    check(url)
    return .postgresql(url.value)
  }

  private func check(_ url: Located<String>) {
    guard ["postgresql://", "postgres://"].contains(where: url.value.hasPrefix) else {
      file.report(
        "'url' must begin with postgresql://", at: url.range,
        fix: "write it like postgresql://dragoman@db.example.org/dragoman")
      return
    }
    guard blotted(url.value) == url.value else {
      file.report(
        "a password can't stand in the configuration", at: url.range,
        fix: "leave it out here and put it into the password file that PGPASSFILE names, with mode 0600")
      return
    }
  }
}

/// Reports something that is well written but that this version doesn't act on: nothing is accepted silently.
func unavailable(_ what: String, at range: SourceRange, in file: ConfigurationFile, fix: String) {
  file.report("\(what) isn't available in this version", at: range, fix: fix)
}
