internal import AdapterKit
internal import HTTP
internal import SCIM

extension ProvisioningEndpoint {
  /// `POST /Bulk` (RFC 7644 §3.7): 200 with what became of each operation; 413 for more than is taken.
  func bulk(_ asked: SCIMRequest, _ call: EndpointCall) async throws -> SCIMAnswer {
    var run = try BulkRun(self, asked, call)
    return await run.run()
  }

  /// A bulk's operation as the request that it stands for, read in the provider's dialect like any other.
  /// - Throws: 404 where nothing is, 405 for what isn't a write of a resource.
  func operation(_ operation: BulkOperation, _ headers: [AdapterHeader]) throws -> SCIMRequest {
    let parts = operation.path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let segments = (parts.first ?? "").split(separator: "/").map(PathSegments.decode)
    guard !segments.contains(nil) else { throw SCIMError.undecodable }
    let condition = operation.version.map { [AdapterHeader("If-Match", $0)] } ?? []
    let sent = AdapterRequest(
      method: operation.method, path: "/" + segments.compactMap { $0 }.joined(separator: "/"),
      query: parts.count == 2 ? String(parts[1]) : "", headers: headers + condition, body: operation.data,
      semantics: configuration.dialect.semantics, notes: [])
    let asked = try SCIMRequest(sent: sent, normalized: try configuration.dialect.normalize(sent))
    switch asked.route {
    case .collection, .resource: return asked
    default: throw SCIMError.invalidSyntax("path names users or groups, and nothing else")
    }
  }

  /// What the IdP is told of a bulk's operation that wasn't carried out; it has an audit entry like any other.
  func refusal(
    _ error: any Error, at place: String, _ call: EndpointCall, _ asked: SCIMRequest?
  ) -> (error: SCIMError, rendered: AdapterResponse) {
    let explained = Explanation(error)
    let scim = explained.scim.at(place)
    if scim.isWorthAnEntry(of: asked) { audit(scim, call, asked) }
    if explained.cause != nil { say(call, "bulk", scim.status, notes: [place], cause: explained.cause) }
    let plain = AdapterResponse(status: scim.status, headers: [], body: scim.json, notes: [])
    return (scim, asked.map { configuration.dialect.render(plain, to: $0.sent) } ?? plain)
  }
}
