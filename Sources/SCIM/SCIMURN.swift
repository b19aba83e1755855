/// The URNs of the protocol's schemas and messages (RFC 7643 §10, RFC 7644 §10).
public enum SCIMURN {
  /// The core schema of users (RFC 7643 §4.1).
  public static let user = "urn:ietf:params:scim:schemas:core:2.0:User"
  /// The core schema of groups (RFC 7643 §4.2).
  public static let group = "urn:ietf:params:scim:schemas:core:2.0:Group"
  /// The enterprise extension of users (RFC 7643 §4.3).
  public static let enterpriseUser = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
  /// What the service offers (RFC 7643 §5).
  public static let serviceProviderConfig = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"
  /// A resource type (RFC 7643 §6).
  public static let resourceType = "urn:ietf:params:scim:schemas:core:2.0:ResourceType"
  /// A schema (RFC 7643 §7).
  public static let schema = "urn:ietf:params:scim:schemas:core:2.0:Schema"
  /// The answer to a query (RFC 7644 §3.4.2).
  public static let listResponse = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
  /// A query by POST (RFC 7644 §3.4.3).
  public static let searchRequest = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
  /// The body of a PATCH (RFC 7644 §3.5.2).
  public static let patchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
  /// Several operations in one request (RFC 7644 §3.7).
  public static let bulkRequest = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
  /// The answer to several operations (RFC 7644 §3.7).
  public static let bulkResponse = "urn:ietf:params:scim:api:messages:2.0:BulkResponse"
  /// An error (RFC 7644 §3.12).
  public static let error = "urn:ietf:params:scim:api:messages:2.0:Error"
}
