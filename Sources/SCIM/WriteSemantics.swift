/// What a normalised request means where RFC 7644 and clients differ; the adapter chooses, SCIM does every one.
public struct WriteSemantics: Hashable, Sendable {
  /// A filtered path that matches nothing, on add and replace.
  public enum UnmatchedFilter: String, Sendable, CaseIterable { case create, noTarget }
  /// `""` for an optional string.
  public enum EmptyString: String, Sendable, CaseIterable { case clear, literal }
  /// `remove members` without naming any.
  public enum BareRemoveMembers: String, Sendable, CaseIterable { case reject, clear }
  /// An attribute that a PUT leaves out.
  public enum PutMissing: String, Sendable, CaseIterable { case keep, clear }
  /// `active` that a PUT leaves out; it never deactivates.
  public enum PutMissingActive: String, Sendable, CaseIterable {
    case keep
    case activate = "true"
  }
  /// `members` that a PUT leaves out.
  public enum PutMissingMembers: String, Sendable, CaseIterable { case keep, clear }
  /// `null` on PUT and PATCH.
  public enum NullMeans: String, Sendable, CaseIterable { case absent, clear }
  /// A POST of what exists.
  public enum DuplicatePost: String, Sendable, CaseIterable { case conflict, adopt }
  /// An attribute that no schema knows.
  public enum UnknownAttributes: String, Sendable, CaseIterable { case keep, ignore, reject }
  /// A member that isn't known yet.
  public enum UnknownMember: String, Sendable, CaseIterable { case park, skip, reject }

  /// What a filtered path that matches nothing does on add and replace.
  public var unmatchedFilter = UnmatchedFilter.noTarget
  /// What `""` does to an optional string.
  public var emptyString = EmptyString.literal
  /// What `remove members` does without naming any.
  public var bareRemoveMembers = BareRemoveMembers.clear
  /// What becomes of an attribute that a PUT leaves out.
  public var putMissing = PutMissing.clear
  /// What becomes of `active` that a PUT leaves out.
  public var putMissingActive = PutMissingActive.keep
  /// What becomes of `members` that a PUT leaves out.
  public var putMissingMembers = PutMissingMembers.clear
  /// What `null` does on PUT and PATCH.
  public var nullMeans = NullMeans.clear
  /// What a POST of what exists does.
  public var duplicatePost = DuplicatePost.conflict
  /// What becomes of attributes that no schema knows.
  public var unknownAttributes = UnknownAttributes.keep
  /// What becomes of members that aren't known yet.
  public var unknownMember = UnknownMember.park

  /// As RFC 7644 has it.
  public init() {}

  /// As RFC 7644 has it.
  public static let rfc = WriteSemantics()

  /// The defaults of the knobs: the safe reading where clients differ.
  public static let lenient: WriteSemantics = {
    var semantics = WriteSemantics()
    semantics.unmatchedFilter = .create
    semantics.emptyString = .clear
    semantics.bareRemoveMembers = .reject
    semantics.putMissing = .keep
    semantics.putMissingMembers = .keep
    semantics.nullMeans = .absent
    return semantics
  }()
}
