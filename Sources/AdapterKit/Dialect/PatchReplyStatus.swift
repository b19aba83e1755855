import JSON
import SCIM

/// A PATCH that succeeded is answered 204 without a body, where the IdP wants it so (E-52, K-28).
///
/// With `attributes` in the query the resource must come back (RFC 7644 §3.5.2).
struct PatchReplyStatus: Deviation {
  let name = "patchReply"
  let rfc = "RFC 7644 §3.5.2"
  let facts = ["E-52", "E-60", "K-13", "K-28"]
  let summary = "A successful PATCH is answered 204 without a body where the knobs say so."
  let readsBodiesAlone = true

  let policy: AnswerPolicy

  func render(_ response: inout AdapterResponse, to request: AdapterRequest) {
    guard policy.patchReply(to: request) == .nothing, response.status == 200 else { return }
    response.status = 204
    response.body = nil
    response.headers.removeAll {
      equalIgnoringASCIICase($0.name, "Content-Type") || equalIgnoringASCIICase($0.name, "Content-Length")
    }
  }
}

extension AnswerPolicy {
  /// What a successful PATCH is answered with; nil for any other request.
  public func patchReply(to request: AdapterRequest) -> PatchReply? {
    guard request.isPatch, let type = request.resourceType else { return nil }
    guard QueryText(request.query)["attributes"] == nil else { return .resource }
    return type == .user ? userPatchReply : groupPatchReply
  }
}
