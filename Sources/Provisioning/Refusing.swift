internal import AdapterKit
internal import Directory
internal import HTTP
internal import JSON
internal import SCIM
internal import Store
internal import Text
internal import Tokens

extension ProvisioningEndpoint {
  /// What the IdP is told of an error, which is reported and, where it is worth one, gets an audit entry.
  func refused(_ call: EndpointCall, _ error: any Error, _ asked: SCIMRequest? = nil) -> HTTPResponse {
    let explained = Explanation(error)
    let scim = explained.scim
    if scim.isWorthAnEntry(of: asked) { audit(scim, call, asked) }
    let rendered = asked.map {
      configuration.dialect.render(
        AdapterResponse(status: scim.status, headers: [], body: scim.json, notes: []), to: $0.sent)
    }
    var response = HTTPResponse.scim(scim, requestID: call.requestID)
    if let rendered, let body = rendered.body {
      response = HTTPResponse(status: rendered.status, headers: response.headers, body: .bytes(body.bytes))
    }
    if let header = explained.header { response.headers.append(header) }
    let isRefusal = scim.isWorthAnEntry(of: asked) || scim.status >= 500
    say(
      call, asked?.operation ?? "refused", scim.status, notes: asked?.notes ?? [], cause: explained.cause,
      recording: recording(call, asked, response, isRefusal: isRefusal))
    return response
  }

  func audit(_ error: SCIMError, _ call: EndpointCall, _ asked: SCIMRequest?) {
    store.refuse(
      configuration.identity, actor: call.actor.name, requestID: call.requestID, at: call.at,
      AuditDraft(
        kind: .requestRefused, resourceType: asked?.kind?.resourceType.name,
        resourceID: asked?.resourceID.map(TokenSecret.redacted),
        outcome: .refused, scimType: error.scimType?.rawValue,
        detail: TokenSecret.redacted("\(error.status): \(error.detail)")))
  }

  /// Reports an answered request.
  func say(
    _ call: EndpointCall, _ operation: String, _ status: Int, notes: [String], batchSize: Int? = nil,
    cause: String? = nil, recording: RequestRecording? = nil
  ) {
    report(
      RequestReport(
        requestID: call.requestID, provider: configuration.identity, operation: operation, line: call.line,
        status: status, milliseconds: call.started.duration(to: .now) / .milliseconds(1), remote: call.remote,
        tokenID: call.tokenID, isTest: call.isTest, notes: notes, batchSize: batchSize, cause: cause,
        recording: recording))
  }
}
