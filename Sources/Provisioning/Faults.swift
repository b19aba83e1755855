internal import AdapterKit
internal import SCIM
internal import Store
internal import Text

/// What an error means: for the IdP, for the log, and the header that goes with it.
struct Explanation {
  var scim: SCIMError
  var cause: String?
  var header: (name: String, value: String)?

  private init(_ scim: SCIMError, cause: String? = nil, retryAfter: Int? = nil) {
    self.scim = scim
    self.cause = cause
    header = retryAfter.map { ("Retry-After", String($0)) }
  }

  /// Translates whatever an operation threw.
  init(_ error: any Error) {
    switch error {
    case let error as SCIMError: self.init(error, retryAfter: error.status == 503 ? 1 : nil)
    case let error as WrongMethod:
      self.init(.wrongMethod)
      header = ("Allow", error.allowed.joined(separator: ", "))
    case StoreError.busy(let seconds):
      self.init(.busy, cause: "the writer's queue is full", retryAfter: max(1, seconds))
    case StoreError.full: self.init(.busy, cause: "the disk is full", retryAfter: 30)
    case StoreError.conflict(let what): self.init(.overtaken, cause: "decided twice, unmet twice: \(what)")
    case StoreError.fatal(let cause): self.init(.busy, cause: "the store has to end: \(cause)", retryAfter: 5)
    case StoreError.failed(let cause): self.init(.busy, cause: "the store failed: \(cause)", retryAfter: 5)
    case let failure as AdapterFailure:
      self.init(
        failure.retryAfter == nil ? .adapterFailed : .adapterBusy, cause: failure.description,
        retryAfter: failure.retryAfter)
    default: self.init(.internalFault, cause: String(describing: error))
    }
  }
}

/// The method means nothing at a path; `Allow` names those that do (RFC 9110 §15.5.6).
struct WrongMethod: Error {
  var allowed: [String]
}

extension SCIMError {
  /// 404 with the id as it was asked for, as RFC 7644 §3.12 has it; whoever else has it is told nothing else.
  static func unknown(_ name: String, _ id: String) -> SCIMError {
    .notFound("there is no \(name) '\(id.prefix(64).description.printable)'")
  }

  static let nothingAtPath = SCIMError(status: 404, detail: "nothing is at this path")
  static let tooManySearches = SCIMError(
    status: 503, detail: "too many searches of this provider wait already; ask again")

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
