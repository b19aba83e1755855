internal import AdapterKit
internal import Directory
internal import JSON
internal import SCIM
internal import Store
internal import Text

/// The user whom reads show while a provider has none, where its IdP's connection test wants to see somebody (K-04).
///
/// It is made for each answer and stored nowhere, so neither directory nor audit, events or counts know of it.
enum PlaceholderUser {
  /// An id that no clock gives: that of the first millisecond of 1970.
  static let id = "00000000-0000-7000-8000-000000000000"

  /// What K-35 asks of it, a name and an address; inactive, so that an import takes nobody on who could log in.
  static func record(of provider: ProviderName) -> SourceRecord {
    let beginning = Timestamp(milliseconds: 0)
    return SourceRecord(
      provider: provider, kind: .user, id: id, body: body, externalID: nil, created: beginning, updated: beginning)
  }

  /// `.invalid` is a name that nobody can have (RFC 6761 §6.4), so no filter of an IdP takes it for a person.
  private static let body: JSONObject = [
    "schemas": [.string(Schema.user.id)], "userName": "placeholder@dragoman.invalid", "active": false,
    "displayName": "Placeholder until the first user", "name": ["givenName": "Placeholder", "familyName": "User"],
    "emails": [["value": "placeholder@dragoman.invalid", "type": "work", "primary": true]],
  ]
}

extension EndpointConfiguration {
  /// The placeholder, where the dialect wants one and the provider has no user.
  func placeholder(_ kind: EntryKind, _ snapshot: Snapshot) throws -> SourceRecord? {
    guard kind == .user, dialect.answers.probeSeedUser == .on, try snapshot.sourceCount(identity.name, .user) == 0
    else {
      return nil
    }
    return PlaceholderUser.record(of: identity.name)
  }

  /// What a read of `id` shows: the provider's record, or the placeholder.
  func shown(_ kind: EntryKind, _ id: String, _ snapshot: Snapshot) throws -> SourceRecord? {
    if let record = try snapshot.source(identity.name, kind, id: id) { return record }
    guard id == PlaceholderUser.id else { return nil }
    return try placeholder(kind, snapshot)
  }
}

extension SCIMError {
  static let placeholder = SCIMError(
    status: 403, detail: "this user only stands for an empty list and can't be changed; it goes when a user is created")
}
