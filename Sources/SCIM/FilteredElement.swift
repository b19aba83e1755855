internal import JSON

/// The value that a filter describes by its equalities: `emails[type eq "work"]` is `{"type": "work"}`.
struct FilteredElement {
  /// What the equalities say; empty when they say nothing.
  let object: JSONObject
  private let isWhole: Bool

  init(_ path: AttributePath) {
    var object = JSONObject()
    var whole = true
    for term in path.filter?.conjuncts ?? [] {
      guard case .compare(let inner, .eq, let value) = term, !value.isNull, object[inner.attribute] == nil else {
        whole = false
        continue
      }
      object[inner.attribute] = value
    }
    (self.object, isWhole) = (object, whole)
  }

  /// The value, if the filter is nothing but equalities.
  /// - Throws: `noTarget`, since a value can't be built from anything else.
  var required: JSONObject {
    get throws(SCIMError) {
      guard isWhole else { throw .noTarget("no value matches the filter, and it doesn't describe one") }
      return object
    }
  }
}

extension Filter {
  /// What must hold together.
  fileprivate var conjuncts: [Filter] {
    if case .and(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
  }
}
