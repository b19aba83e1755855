internal import AdapterKit
internal import JSON
internal import SCIM
internal import Text

/// One bulk request under way: each operation as a request of its own, one after the other, each its own commit.
struct BulkRun {
  private let endpoint: ProvisioningEndpoint
  private let call: EndpointCall
  private let headers: [AdapterHeader]
  private let request: BulkRequest
  private let order: BulkOrder
  /// When no further operation begins: what was done must still be told before the edge gives the request up.
  private let deadline: ContinuousClock.Instant
  private var answers: [BulkAnswer] = []
  private var ids: [String: String] = [:]
  private var notes: [String] = []
  private var batchSize: Int?

  init(_ endpoint: ProvisioningEndpoint, _ asked: SCIMRequest, _ call: EndpointCall) throws {
    self.endpoint = endpoint
    self.call = call
    headers = asked.sent.headers.filter { !Self.ownHeaders.contains($0.name.lowercased()) }
    request = try BulkRequest(try asked.object(), limit: endpoint.configuration.limits.bulkOperations)
    order = BulkOrder(request.operations)
    deadline = call.started.advanced(by: .milliseconds(800 * endpoint.configuration.limits.searchSeconds))
  }

  /// Headers that are about the bulk as a message, and not about what its operations ask for.
  private static let ownHeaders: Set<String> = ["if-match", "if-none-match", "content-length", "authorization"]

  /// Carries out what there is to do, until `failOnErrors` ends it; every resource that is named in the answer is
  /// on disk.
  mutating func run() async -> SCIMAnswer {
    var errors = 0
    for place in order.places {
      if let most = request.failOnErrors, errors >= most { break }
      let answer = await answer(to: request.operations[place], order.faults[place])
      if answer.isError { errors += 1 }
      answers.append(answer)
    }
    let left = request.operations.count - answers.count
    notes.append("bulk: \(answers.count - errors) operations carried out, \(errors) refused, \(left) left")
    return SCIMAnswer(status: 200, body: BulkAnswer.json(answers), notes: notes, batchSize: batchSize)
  }

  private mutating func answer(to operation: BulkOperation, _ fault: SCIMError?) async -> BulkAnswer {
    let now = EndpointCall(again: call)
    guard ContinuousClock.now < deadline else { return refused(operation, SCIMError.outOfTime, nil, now) }
    let operation = BulkReferences.resolved(operation, ids)
    if let fault = operation.fault ?? fault ?? unresolved(operation) { return refused(operation, fault, nil, now) }
    let asked: SCIMRequest
    do { asked = try endpoint.operation(operation, headers) } catch { return refused(operation, error, nil, now) }
    switch await endpoint.carryOut(asked, now) {
    case .success(let done): return finished(operation, endpoint.render(done, to: asked), done, asked)
    case .failure(let error): return refused(operation, error, asked, now)
    }
  }

  /// What an operation refers to must have been made (RFC 7644 §3.7.3).
  private func unresolved(_ operation: BulkOperation) -> SCIMError? {
    guard let name = BulkReferences.names(in: operation).first else { return nil }
    return .conflict("what it refers to, the bulkId '\(name.prefix(64).description.printable)', was not made")
  }

  private mutating func finished(
    _ operation: BulkOperation, _ rendered: AdapterResponse, _ answer: SCIMAnswer, _ asked: SCIMRequest
  ) -> BulkAnswer {
    let created = answer.headers.first { $0.name == "Location" }?.value ?? answer.body?["meta"]?["location"]?.string
    if let name = operation.bulkID, let id = created?.split(separator: "/").last { ids[name] = String(id) }
    if let size = answer.batchSize { batchSize = max(batchSize ?? 0, size) }
    keep(asked.notes + answer.notes + rendered.notes, of: operation)
    return BulkAnswer(
      operation, status: rendered.status, location: created ?? location(operation),
      version: answer.headers.first { $0.name == "ETag" }?.value)
  }

  private mutating func refused(
    _ operation: BulkOperation, _ error: any Error, _ asked: SCIMRequest?, _ call: EndpointCall
  ) -> BulkAnswer {
    let (error, rendered) = endpoint.refusal(error, at: "operation \(operation.number)", call, asked)
    keep((asked?.notes ?? []) + [error.detail] + rendered.notes, of: operation)
    let isPost = operation.method == "POST" || operation.path.isEmpty
    return BulkAnswer(
      operation, status: rendered.status, location: isPost ? nil : location(operation), response: rendered.body)
  }

  private func location(_ operation: BulkOperation) -> String {
    endpoint.configuration.baseURL + (operation.path.split(separator: "?").first.map(String.init) ?? "")
  }

  private mutating func keep(_ new: [String], of operation: BulkOperation) {
    guard notes.count < AdapterRequest.noteLimit else { return }
    notes += new.map { "operation \(operation.number): \($0)" }.filter { !notes.contains($0) }
  }
}

extension SCIMError {
  fileprivate static let outOfTime = SCIMError(
    status: 503, detail: "the time of one request is over before this operation: send it again")
}
