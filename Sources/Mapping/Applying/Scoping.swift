import Directory
import JSON

extension Application {
  /// What a scope (`provision when:`) makes of the record; nil when the rules are to run.
  mutating func judged(_ scope: Rule.Condition) -> Mapped? {
    do throws(LimitExceeded) {
      return try evaluation.matches(scope) ? nil : outOfScope(scope)
    } catch {
      return unjudged(error)
    }
  }

  /// The entry as it was, but inactive.
  private mutating func outOfScope(_ scope: Rule.Condition) -> Mapped {
    mapped.isInScope = false
    restore()
    let scope = "\(Mapped.scope) \(scope.text)"
    mapped.notes = ["out of scope: \(scope)"]
    guard section.kind == .user else { return mapped }
    mapped.attributes["active"] = false
    mapped.provenance["active"] = scope
    return mapped
  }

  /// Nobody knows whether it has an entry: what it has stays, and the scope is what is missing.
  private mutating func unjudged(_ error: LimitExceeded) -> Mapped {
    restore()
    mapped.notes = ["\(Mapped.scope): \(error.what)"]
    mapped.missing = [Mapped.scope]
    return mapped
  }

  private mutating func restore() {
    mapped.attributes = previous?.attributes ?? [:]
    mapped.custom = previous?.custom ?? [:]
  }
}
