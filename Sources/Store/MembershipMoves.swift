import Directory
import JSON
import SQL

/// A membership that passes from one record to another, though nobody touched it: its value is an externalId that
/// several records of a provider bear, and the first of them counts.
struct MembershipMove {
  var group: String
  var value: String
  var from: NamedRecord
  var to: NamedRecord

  /// The entry that tells it: both records by their ids.
  func item(of commit: Commit) -> AuditTrail.Item {
    AuditTrail.Item(
      AuditDraft(
        kind: .memberMoved, resourceType: "Group", resourceID: group, directory: DirectoryEffect(.applied),
        changes: [AttributeChange(name: "members", before: from.json, after: to.json)],
        detail: "the value '\(value)' names another one now"),
      of: commit, member: value)
  }
}

/// The record that a member's value names.
struct NamedRecord: Hashable {
  var kind: EntryKind
  var id: String

  fileprivate var json: JSON { ["value": .string(id), "type": .string(kind == .user ? "User" : "Group")] }
}

extension Application {
  /// Writes a record, and notes the memberships that thereby pass to another one.
  /// - Complexity: a look-up for each value that no group has as a member.
  mutating func notingMoves(
    of values: [String?], _ provider: ProviderName, _ write: (inout Application) throws -> Void
  ) throws {
    let shared = try values.compactMap { $0 }.compactMap { value in
      try hasEdges(value, provider) ? try named(value, provider).map { (value: value, named: $0) } : nil
    }
    try write(&self)
    for (value, before) in shared {
      guard let after = try named(value, provider), after != before else { continue }
      for group in try Snapshot(connection).groupsWithMember(provider, value: value) {
        moves.append(MembershipMove(group: group.id, value: value, from: before, to: after))
      }
    }
  }

  /// The externalId that a record bears.
  func externalID(_ provider: ProviderName, _ kind: EntryKind, _ id: String) throws -> String? {
    try connection.first(
      "SELECT external_id FROM source_record WHERE provider = ? AND kind = ? AND id = ?",
      [.provider(provider), .kind(kind), .text(id)])?.optionalText(0)
  }

  private func hasEdges(_ value: String, _ provider: ProviderName) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM membership WHERE provider = ? AND value = ? LIMIT 1", [.provider(provider), .text(value)]) != nil
  }

  /// As directory members are resolved: users before groups, an id before an externalId.
  private func named(_ value: String, _ provider: ProviderName) throws -> NamedRecord? {
    for kind in [EntryKind.user, .group] {
      for column in ["id", "external_id"] {
        let row = try connection.first(
          "SELECT id FROM source_record WHERE provider = ? AND kind = ? AND \(column) = ? ORDER BY id LIMIT 1",
          [.provider(provider), .kind(kind), .text(value)])
        if let row { return NamedRecord(kind: kind, id: try row.text(0)) }
      }
    }
    return nil
  }
}
