internal import SCIM
internal import Store

/// Translates whatever an operation threw: for the IdP, for the log, and how long to wait.
func explained(_ error: any Error) -> (scim: SCIMError, cause: String?, retryAfter: Int?) {
  switch error {
  case let error as SCIMError: return (error, nil, error.status == 503 ? 1 : nil)
  case StoreError.busy(let seconds): return (.busy, "the writer's queue is full", max(1, seconds))
  case StoreError.full: return (.busy, "the disk is full", 30)
  case StoreError.conflict(let what): return (.overtaken, "decided twice, unmet twice: \(what)", nil)
  case StoreError.fatal(let cause): return (.busy, "the store has to end: \(cause)", 5)
  case StoreError.failed(let cause): return (.busy, "the store failed: \(cause)", 5)
  default: return (.internalFault, String(describing: error), nil)
  }
}

extension SCIMError {
  static let overtaken = SCIMError(
    status: 409, detail: "others changed the resource at the same moment; nothing changed, ask again")
  static let wrongMethod = SCIMError(status: 405, detail: "the method means nothing at this path")
  static let notOffered = SCIMError(
    status: 501, detail: "this part of RFC 7644 isn't offered; /ServiceProviderConfig says what is")

  /// Whether a refusal belongs into the audit trail: what wanted to change something, and broken searches;
  /// not the reads of things that aren't there, which IdPs use as probes (E-09).
  func isWorthAnEntry(of asked: SCIMRequest?) -> Bool {
    guard status >= 400, status < 500 else { return false }
    guard let asked else { return true }
    return !(asked.isRead && status == 404)
  }
}
