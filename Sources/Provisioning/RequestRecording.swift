public import AdapterKit
internal import HTTP
internal import JSON

/// A request as it came, as RFC 7644 has it, and its answer: what a recorder may keep of it, redacted.
public struct RequestRecording: Sendable {
  /// The request as the IdP sent it; without a body where that isn't JSON.
  public var sent: AdapterRequest
  /// How many bytes of body came.
  public var bodyBytes: Int
  /// The request as the dialect reads it; nil where it failed before.
  public var normalized: AdapterRequest?
  /// The answer as it left.
  public var answer: AdapterResponse
  /// Whether it belongs among the refusals: what was refused or failed, and isn't a probe for what isn't there (E-09).
  public var isRefusal: Bool
}

extension ProvisioningEndpoint {
  /// The recording of a request; nil unless all of this provider's traffic is kept, or the request was refused.
  func recording(
    _ call: EndpointCall, _ asked: SCIMRequest?, _ response: HTTPResponse, isRefusal: Bool
  ) -> RequestRecording? {
    guard configuration.records || isRefusal else { return nil }
    let bytes: [UInt8] = if case .bytes(let bytes) = response.body { bytes } else { [] }
    let answer = AdapterResponse(
      status: response.status, headers: response.headers.map { AdapterHeader($0.name, $0.value) },
      body: try? JSON(parsing: bytes))
    let body = call.request.body
    return RequestRecording(
      sent: asked?.sent ?? call.sent(try? JSON(parsing: body)), bodyBytes: body.count, normalized: asked?.normalized,
      answer: answer, isRefusal: isRefusal)
  }
}

extension EndpointCall {
  /// The request as an adapter is given it.
  func sent(_ body: JSON?) -> AdapterRequest {
    AdapterRequest(
      method: request.head.method, path: "/" + path.joined(separator: "/"), query: request.head.query,
      headers: request.head.headers.fields.map { AdapterHeader($0.name, $0.value) }, body: body)
  }
}
