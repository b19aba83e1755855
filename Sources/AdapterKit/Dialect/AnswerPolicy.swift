/// How a dialect wants its answers, as the answer knobs set it (dialects' facts in `Knobs`).
public struct AnswerPolicy: Sendable, Hashable {
  /// What a PATCH of a user is answered with.
  public var userPatchReply: PatchReply = .resource
  /// What a PATCH of a group is answered with.
  public var groupPatchReply: PatchReply = .nothing
  /// When an answer about a group lists its members.
  public var memberEcho: MemberEcho = .param
  /// The media type of every answer with a body.
  public var responseMedia: ResponseMedia = .scim
  /// What `/Schemas` shows.
  public var schemaView: SchemaView = .full
  /// Whether two groups of one provider may bear one name.
  public var groupNames: Names = .shared
  /// Whether two resources of one type may bear one `externalId`.
  public var externalIDs: Names = .shared
  /// How the token comes in.
  public var authScheme: AuthScheme = .bearer
  /// Whether a name that RFC 7643 leaves free is borne by one resource of a provider alone.
  public enum Names: String, Sendable, CaseIterable {
    /// A second resource of one name is 409 `uniqueness`, or adopted (E-59).
    case unique
    /// Two may bear one name, as RFC 7643 §3.1 and §4.2 have it.
    case shared
  }

  /// Whether a provider that has no user yet shows a placeholder.
  public var probeSeedUser: ProbeSeedUser = .off

  /// The defaults of the lenient dialect.
  public init() {}

  /// What RFC 7644 alone suggests: whole resources in every answer.
  public static let rfc: AnswerPolicy = {
    var policy = AnswerPolicy()
    policy.groupPatchReply = .resource
    policy.memberEcho = .full
    return policy
  }()
}

/// The answer to a successful PATCH (RFC 7644 §3.5.2 allows both).
public enum PatchReply: String, Sendable, CaseIterable {
  /// 200 and the resource.
  case resource = "200"
  /// 204 and no body.
  case nothing = "204"
}

/// When an answer about a group lists its members.
public enum MemberEcho: String, Sendable, CaseIterable {
  /// Never.
  case none
  /// Unless `attributes` or `excludedAttributes` leave them out; not in the answer to a write.
  case param
  /// Unless `attributes` or `excludedAttributes` leave them out; also in the answer to a write.
  case full
}

/// The media type of answers (RFC 7644 §8.1).
public enum ResponseMedia: String, Sendable, CaseIterable {
  /// `application/scim+json`.
  case scim = "scim+json"
  /// `application/json`.
  case json
}

/// What `/Schemas` shows (RFC 7643 §7).
public enum SchemaView: String, Sendable, CaseIterable {
  /// Everything.
  case full
  /// Without `password` and `emails.display`, which Entra ID's validator rejects (E-72).
  case entraSafe
}

/// Whether a provider that has no user yet shows a placeholder, for an IdP whose test wants to see one (K-04).
public enum ProbeSeedUser: String, Sendable, CaseIterable {
  /// A list of nobody is empty.
  case off
  /// Until the first user is there, reads show one who can't be changed and whom nothing else knows of.
  case on
}

/// How the token comes in (RFC 6750 §2.1).
public enum AuthScheme: String, Sendable, CaseIterable {
  /// `Authorization: Bearer <token>`.
  case bearer
  /// `Authorization: <token>`, also with `Bearer` (K-02).
  case rawHeader
  /// `Authorization: Basic`, the token as the password (K-02, P-01).
  case basic
}
