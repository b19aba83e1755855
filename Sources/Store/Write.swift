public import Directory
public import Text

/// One write of a commit, with what it expects; an expectation that doesn't hold undoes the whole commit.
public enum Write: Sendable {
  /// Expects that the id, also of deleted records, and the unique keys are free.
  case insertSource(SourceRecord, keys: [SourceKey])
  /// Expects the version; the record has the next one. The keys replace those that it had.
  case updateSource(SourceRecord, expected: Int64, keys: [SourceKey])
  /// Expects the record's version and brings the keys to those given; a value that is another's already stays so.
  case sourceKeys(SourceRecord, keys: [SourceKey])
  /// Leaves a tombstone. A group's edges go, and the edges that name the record by its id or externalId.
  case deleteSource(ProviderName, EntryKind, id: String, expected: Int64)
  /// Expects the version and writes nothing.
  case expectSource(ProviderName, EntryKind, id: String, version: Int64)
  /// Expects that the group exists; its version counts on by one if a membership really changed.
  case members(ProviderName, group: String, [MembershipChange])
  /// Expects that the id and the keys are free. Keys are nil while the user is held or a tombstone.
  case insertUser(DirectoryUser, nameKey: String?, appleIDKey: String?)
  /// Expects the version, and that the keys are free or its own.
  case updateUser(DirectoryUser, expected: Int64, nameKey: String?, appleIDKey: String?)
  /// Expects that the id is free.
  case insertGroup(DirectoryGroup)
  /// Expects the version.
  case updateGroup(DirectoryGroup, expected: Int64)
  /// Ties a source record to an entry, instead of the one it was tied to.
  case link(Link)
  /// Unties a source record.
  case unlink(ProviderName, EntryKind, sourceID: String)
  /// Pins an entry, instead of a hold with the same reason.
  case hold(Hold)
  /// Ends a hold, if there is one.
  case releaseHold(entryID: String, HoldReason)
  /// Notes which Managed Apple ID, folded, an entry waits for; nil when it waits no more.
  case wantAppleID(entryID: String, key: String?, since: Timestamp)
  /// Expects that the entry has no invitation.
  case insertInvitation(Invitation)
  /// Expects the row's version; what is left has the next one.
  case updateInvitation(Invitation)
  /// Expects that the id, the digest and the provider's slot are free.
  case insertToken(TokenRow)
  /// Expects the row's version, and that the digest is free or its own.
  case updateToken(TokenRow)
  /// Expects the row's version; a later use of the token can still be told.
  case deleteToken(TokenRow, at: Timestamp)
  /// Notes the last use of a token; changes nothing else, expects nothing.
  case touchToken(id: String, lastUsed: Timestamp, from: String?)
  /// Sets or (nil) removes a setting.
  case setting(key: String, value: String?)
  /// Adds to a provider's history of mappings.
  case mappingApplied(AppliedMapping)
  /// Erases what the audit trail and tombstones hold of these resources or entries; the chains stay valid.
  case erase(resourceIDs: [String])
  /// Erases what the audit trail holds of a provider's memberships of that value, an externalId of somebody erased.
  case eraseMemberships(ProviderName, value: String)
  /// Erases these resources or entries at the end of the commit, its own entries included, and the memberships of
  /// `memberValue` unless somebody of the provider still bears it.
  case purge(resourceIDs: [String], memberValue: String?, of: ProviderName)
}
