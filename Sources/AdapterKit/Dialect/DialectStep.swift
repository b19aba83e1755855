/// One deviation that fired on a request, and what it made of it.
public struct DialectStep: Sendable {
  /// The deviation's name; `library` for the adapter's own code.
  public var name: String
  /// The section of the RFC that it departs from.
  public var rfc: String
  /// The facts that show it.
  public var facts: [String]
  /// What it does, in one sentence.
  public var summary: String
  /// What it noted of this request.
  public var notes: [String]
  /// The request after it.
  public var request: AdapterRequest
}

extension Dialect {
  /// Reads a request as `normalize` does, and tells each deviation that changed it or had something to say.
  /// - Throws: `AdapterFailure` when the library's code fails.
  public func steps(_ request: AdapterRequest) throws(AdapterFailure) -> [DialectStep] {
    var request = request
    request.semantics = semantics
    var steps: [DialectStep] = []
    func add(_ after: AdapterRequest, _ name: String, _ rfc: String, _ facts: [String], _ summary: String) {
      defer { request = after }
      guard after != request else { return }
      let notes = after.notes.filter { !request.notes.contains($0) }
      steps.append(DialectStep(name: name, rfc: rfc, facts: facts, summary: summary, notes: notes, request: after))
    }
    if let library { add(try library.normalize(request), "library", "", [], "The adapter's own code.") }
    for deviation in deviations {
      var after = request
      deviation.normalize(&after)
      add(after, deviation.name, deviation.rfc, deviation.facts, deviation.summary)
    }
    return steps
  }
}
