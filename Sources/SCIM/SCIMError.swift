public import JSON

/// What an identity provider is told when its request isn't carried out (RFC 7644 §3.12).
public struct SCIMError: Error, Sendable, Hashable {
  /// The HTTP status.
  public var status: Int
  /// The detail error keyword; only on 400 and on 409 `uniqueness`.
  public var scimType: SCIMType?
  /// One sentence for people.
  public var detail: String

  /// An error of the caller's choice.
  public init(status: Int, scimType: SCIMType? = nil, detail: String) {
    self.status = status
    self.scimType = scimType
    self.detail = detail
  }

  /// The body: `schemas`, `status` as a string, `scimType` and `detail` (RFC 7644 §3.12).
  public var json: JSON {
    var body: JSONObject = ["schemas": [.string(SCIMURN.error)], "status": .string(String(status))]
    if let scimType { body["scimType"] = .string(scimType.rawValue) }
    body["detail"] = .string(detail)
    return .object(body)
  }

  /// The same error, its detail led by `place`.
  public func at(_ place: String) -> SCIMError {
    SCIMError(status: status, scimType: scimType, detail: "\(place): \(detail)")
  }
}
