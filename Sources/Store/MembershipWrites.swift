import Directory
import JSON
import SQL
import Text

extension Application {
  mutating func change(_ provider: ProviderName, _ group: String, _ changes: [MembershipChange]) throws {
    try expecting(
      "the group is gone", "SELECT 1 FROM source_record WHERE provider = ? AND kind = 'group' AND id = ?",
      [.provider(provider), .text(group)])
    for change in changes {
      switch change {
      case .add(let members): try add(members, provider, group)
      case .remove(let values): try remove(values, provider, group)
      case .replace(let members): try replace(members, provider, group)
      case .clear: try clear(provider, group)
      }
    }
  }

  private mutating func add(_ members: [StoredMember], _ provider: ProviderName, _ group: String) throws {
    let rows: [[SQLValue]] = members.map {
      [.provider(provider), .text(group), .text($0.value), SQLValue($0.type), SQLValue($0.display)]
    }
    let added = try Bulk(connection: connection).insert(
      into: "membership", ["provider", "group_id", "value", "type", "display"], rows,
      "ON CONFLICT DO NOTHING RETURNING value")
    var new = Set(try added.map { ExactText(try $0.text(0)) })
    for member in members where new.remove(ExactText(member.value)) != nil {
      memberships.record(.init(group: GroupPlace(provider, group), member: member, added: true))
    }
  }

  private mutating func remove(_ values: [String], _ provider: ProviderName, _ group: String) throws {
    let rows = try Bulk(connection: connection).query(
      "DELETE FROM membership WHERE provider = ? AND group_id = ? AND value IN", [.provider(provider), .text(group)],
      values: values.map { .text($0) }, "RETURNING value, type, display")
    for row in rows {
      memberships.record(.init(group: GroupPlace(provider, group), member: try StoredMember(row), added: false))
    }
  }

  private mutating func clear(_ provider: ProviderName, _ group: String) throws {
    for row in try connection.query(
      "DELETE FROM membership WHERE provider = ? AND group_id = ? RETURNING value, type, display",
      [.provider(provider), .text(group)])
    {
      memberships.record(.init(group: GroupPlace(provider, group), member: try StoredMember(row), added: false))
    }
  }

  /// Walks the members page by page, removes those that aren't wanted, then adds: who stays is not touched.
  private mutating func replace(_ members: [StoredMember], _ provider: ProviderName, _ group: String) throws {
    let wanted = Set(members.map { ExactText($0.value) })
    let snapshot = Snapshot(connection)
    var last: Int64?
    while true {
      let page = try snapshot.members(of: group, provider, after: last, limit: 1000)
      let unwanted = page.map(\.member.value).filter { !wanted.contains(ExactText($0)) }
      try remove(unwanted, provider, group)
      guard page.count == 1000 else { break }
      last = page.last?.position
    }
    try add(members, provider, group)
  }
}

extension StoredMember {
  init(_ row: SQLRow) throws {
    self.init(value: try row.text(0), type: try row.optionalText(1), display: try row.optionalText(2))
  }
}

extension Application {
  /// The edges of a group that is to be deleted, in their order, with what they name while it can be told.
  func ownEdges(_ provider: ProviderName, _ group: String) throws -> [MembershipLedger.Change] {
    let rows = try connection.query(
      "SELECT value, type, display FROM membership WHERE provider = ? AND group_id = ? ORDER BY position",
      [.provider(provider), .text(group)])
    let members = try rows.map(StoredMember.init)
    let known = try Known(connection: connection).among(members.map(\.value), provider)
    return members.map {
      .init(
        group: GroupPlace(provider, group), member: $0, added: false, known: known.contains(ExactText($0.value)))
    }
  }

  /// Ends the edges of a deleted group, and all that named the deleted record.
  mutating func removeEdges(
    _ provider: ProviderName, _ id: String, _ own: [MembershipLedger.Change], externalID: String?
  ) throws {
    if !own.isEmpty {
      try connection.execute(
        "DELETE FROM membership WHERE provider = ? AND group_id = ?", [.provider(provider), .text(id)])
      for change in own { memberships.record(change) }
    }
    for value in [id, externalID].compactMap({ $0 }) {
      guard try Known(connection: connection).among([value], provider).isEmpty else { continue }
      let rows = try connection.query(
        "DELETE FROM membership WHERE provider = ? AND value = ? RETURNING value, type, display, group_id",
        [.provider(provider), .text(value)])
      for row in rows {
        let group = GroupPlace(provider, try row.text(3))
        memberships.record(.init(group: group, member: try StoredMember(row), added: false, known: true))
      }
    }
  }

  /// Moves the changed groups' member counts, and their versions where the commit doesn't write the group itself.
  func countGroups() throws -> [String: Int64] {
    var versions: [String: Int64] = [:]
    for (group, difference, isWritten) in memberships.counts {
      let row = try connection.first(
        """
        UPDATE source_record SET member_count = member_count + ?, version = version + ?, updated = ?
        WHERE provider = ? AND kind = 'group' AND id = ? RETURNING version
        """,
        [
          .count(difference), isWritten ? 0 : 1, .time(commit.at), .provider(group.provider), .text(group.id.text),
        ])
      versions[group.id.text] = try row?.integer(0)
    }
    return versions
  }

  /// One entry for every membership that really began or ended.
  func membershipEntries(_ changes: [MembershipLedger.Change]) throws -> [AuditTrail.Item] {
    var known: [ProviderName: Set<ExactText>] = [:]
    for (provider, changes) in Dictionary(grouping: changes.filter { $0.known == nil }, by: \.group.provider) {
      known[provider] = try Known(connection: connection).among(changes.map(\.member.value), provider)
    }
    return changes.map { change in
      let isKnown = change.known ?? known[change.group.provider]?.contains(ExactText(change.member.value)) ?? false
      return AuditTrail.Item(AuditDraft(change, isKnown: isKnown), of: commit, member: change.member.value)
    }
  }
}

extension AuditDraft {
  fileprivate init(_ change: MembershipLedger.Change, isKnown: Bool) {
    // A bare nil would be JSON's null here.
    let before: JSON? = change.added ? JSON?.none : change.member.json
    let after: JSON? = change.added ? change.member.json : JSON?.none
    self.init(
      kind: change.added ? .memberAdded : .memberRemoved, resourceType: "Group", resourceID: change.group.id.text,
      directory: DirectoryEffect(isKnown ? .applied : .pending),
      changes: [
        AttributeChange(name: "members", before: before, after: after)
      ])
  }
}
