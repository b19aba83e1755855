/// What the service offers, as `/ServiceProviderConfig` tells it (RFC 7643 §5).
public struct Features: Sendable, Hashable {
  /// What `/Bulk` takes; nil when there is no such endpoint.
  public var bulk: BulkLimits?
  /// The most resources that one answer holds.
  public var maxResults: Int
  /// How lists are paged; nil says nothing about it.
  public var pages: PageLimits?
  /// Whether lists can be sorted.
  public var sort: Bool
  /// Whether resources have entity tags.
  public var etag: Bool
  /// Whether passwords can be changed.
  public var changePassword: Bool
  /// How clients show who they are.
  public var authenticationSchemes: [AuthenticationScheme]
  /// A page for people, if there is one.
  public var documentationURI: String?

  /// PATCH and filters are always on; the rest is the caller's choice.
  public init(
    bulk: BulkLimits? = nil, maxResults: Int = 1000, pages: PageLimits? = nil, sort: Bool = true, etag: Bool = true,
    changePassword: Bool = false, authenticationSchemes: [AuthenticationScheme] = [.bearerToken],
    documentationURI: String? = nil
  ) {
    self.bulk = bulk
    self.maxResults = maxResults
    self.pages = pages
    self.sort = sort
    self.etag = etag
    self.changePassword = changePassword
    self.authenticationSchemes = authenticationSchemes
    self.documentationURI = documentationURI
  }
}

/// What one bulk request may hold (RFC 7644 §3.7.4).
public struct BulkLimits: Sendable, Hashable {
  /// Operations.
  public var maxOperations: Int
  /// Bytes.
  public var maxPayloadSize: Int

  /// Limits of the caller's choice.
  public init(maxOperations: Int, maxPayloadSize: Int) {
    self.maxOperations = maxOperations
    self.maxPayloadSize = maxPayloadSize
  }
}

/// Pages of lists, by index unless a cursor is asked for (RFC 9865 §4).
public struct PageLimits: Sendable, Hashable {
  /// Resources to a page when the client names no `count`.
  public var standard: Int
  /// Resources to a page at most.
  public var most: Int
  /// Seconds for which a cursor is good.
  public var cursorSeconds: Int

  /// Limits of the caller's choice.
  public init(standard: Int, most: Int, cursorSeconds: Int) {
    self.standard = standard
    self.most = most
    self.cursorSeconds = cursorSeconds
  }
}

/// A way for clients to show who they are (RFC 7643 §5).
public struct AuthenticationScheme: Sendable, Hashable {
  /// `oauth`, `oauth2`, `oauthbearertoken`, `httpbasic` or `httpdigest`.
  public var type: String
  /// The name for people.
  public var name: String
  /// One sentence for people.
  public var description: String
  /// The specification.
  public var specURI: String

  /// A scheme of the caller's choice.
  public init(type: String, name: String, description: String, specURI: String) {
    self.type = type
    self.name = name
    self.description = description
    self.specURI = specURI
  }

  /// A bearer token in the header `Authorization` (RFC 6750).
  public static let bearerToken = AuthenticationScheme(
    type: "oauthbearertoken", name: "OAuth Bearer Token", description: "A long-lived token of this endpoint.",
    specURI: "https://www.rfc-editor.org/info/rfc6750")

  /// HTTP Basic with the token as the password (RFC 7617).
  public static let basic = AuthenticationScheme(
    type: "httpbasic", name: "HTTP Basic", description: "A token of this endpoint as the password.",
    specURI: "https://www.rfc-editor.org/info/rfc7617")
}
