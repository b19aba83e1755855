public import Directory
import SQL
public import Text

extension Snapshot {
  /// The invitation of a directory user.
  public func invitation(_ entryID: String) throws -> Invitation? {
    try first("SELECT \(Invitation.columns) FROM invitation WHERE entry_id = ?", [.text(entryID)], Invitation.init)
  }

  /// A page of the invitations by ascending entry id, all or one provider's, those after `after`.
  public func invitations(
    provider: ProviderName? = nil, after: String? = nil, limit: Int
  ) throws -> [Invitation] {
    let filter = provider == nil ? "" : "AND provider = ?"
    let values: [SQLValue] = [.text(after ?? "")] + (provider.map { [.provider($0)] } ?? []) + [.count(limit)]
    return try rows(
      "SELECT \(Invitation.columns) FROM invitation WHERE entry_id > ? \(filter) ORDER BY entry_id LIMIT ?", values,
      Invitation.init)
  }

  /// The invitations of a provider in a state that were due by then, the longest due first.
  public func invitations(
    _ provider: ProviderName, _ state: Invitation.State, dueBy: Timestamp, limit: Int = .max
  ) throws -> [Invitation] {
    try rows(
      """
      SELECT \(Invitation.columns) FROM invitation WHERE provider = ? AND state = ? AND due <= ?
      ORDER BY due, entry_id LIMIT ?
      """,
      [.provider(provider), .text(state.rawValue), .time(dueBy), .count(limit)], Invitation.init)
  }

  /// Whether a person of that folded user name was invited already, by whatever entry.
  public func wasInvited(_ person: String) throws -> Bool {
    try first(
      "SELECT 1 FROM invitation WHERE person = ? AND state IN ('sent', 'sending', 'unsure') LIMIT 1", [.text(person)]
    ) { try $0.integer(0) } != nil
  }

  /// All invitations in a state, by ascending entry id.
  public func invitations(_ state: Invitation.State) throws -> [Invitation] {
    try rows(
      "SELECT \(Invitation.columns) FROM invitation WHERE state = ? ORDER BY entry_id", [.text(state.rawValue)],
      Invitation.init)
  }

  /// How many invitations of a provider were tried since then.
  public func invitationsTried(_ provider: ProviderName, since: Timestamp) throws -> Int {
    let count = try first(
      "SELECT COUNT(*) FROM invitation WHERE provider = ? AND attempted > ?", [.provider(provider), .time(since)]
    ) { try $0.integer(0) }
    return Int(count ?? 0)
  }

  /// How many invitations there are of each provider in each state.
  /// - Complexity: O(invitations), along an index.
  public func invitationCounts() throws -> [ProviderName: [Invitation.State: Int]] {
    let rows = try rows("SELECT provider, state, COUNT(*) FROM invitation GROUP BY provider, state", []) { row in
      (provider: try row.provider(0), state: try row.word(1, Invitation.State.self), count: try row.integer(2))
    }
    return rows.reduce(into: [:]) { $0[$1.provider, default: [:]][$1.state] = Int($1.count) }
  }

  /// The users who wait for a Managed Apple ID that nobody has any more, the longest waiting first, each ID once.
  public func entriesWithFreeAppleIDs() throws -> [String] {
    try rows(
      """
      SELECT w.entry_id FROM wanted_apple_id w
      JOIN directory_user e ON e.id = w.entry_id AND e.state IN ('active', 'inactive')
      WHERE NOT EXISTS (SELECT 1 FROM directory_user u WHERE u.apple_id_key = w.apple_id_key)
      ORDER BY w.since, w.entry_id
      """, []
    ) { try $0.text(0) }
  }

  /// The users who wait for a Managed Apple ID, the longest waiting first.
  public func entriesWantingAppleIDs() throws -> [String] {
    try rows("SELECT entry_id FROM wanted_apple_id ORDER BY since, entry_id", []) { try $0.text(0) }
  }
}
