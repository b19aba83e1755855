public import Directory
import SQL

extension Snapshot {
  /// A page of a group's members in the order in which they came, those after `after`.
  public func members(
    of group: String, _ provider: ProviderName, after: Int64? = nil, limit: Int
  ) throws -> [(position: Int64, member: StoredMember)] {
    try rows(
      """
      SELECT position, value, type, display FROM membership
      WHERE provider = ? AND group_id = ? AND position > ? ORDER BY position LIMIT ?
      """,
      [.provider(provider), .text(group), .integer(after ?? .min), .count(limit)]
    ) { row in
      let member = StoredMember(
        value: try row.text(1), type: try row.optionalText(2), display: try row.optionalText(3))
      return (try row.integer(0), member)
    }
  }

  /// How many members a group has.
  /// - Complexity: O(1); it is counted as they come and go.
  public func memberCount(of group: String, _ provider: ProviderName) throws -> Int {
    let count = try first(
      "SELECT member_count FROM source_record WHERE provider = ? AND kind = 'group' AND id = ?",
      [.provider(provider), .text(group)]
    ) { try $0.integer(0) }
    return Int(count ?? 0)
  }

  /// Whether a group has a member with exactly that value.
  public func isMember(_ provider: ProviderName, group: String, value: String) throws -> Bool {
    try first(
      "SELECT 1 FROM membership WHERE provider = ? AND group_id = ? AND value = ?",
      [.provider(provider), .text(group), .text(value)]
    ) { _ in true } ?? false
  }

  /// Those of a group's members that have exactly one of the values.
  /// - Complexity: O(values), whatever the group's size.
  public func members(
    of group: String, _ provider: ProviderName, named values: [String]
  ) throws -> [StoredMember] {
    try values.compactMap { value in
      try first(
        "SELECT value, type, display FROM membership WHERE provider = ? AND group_id = ? AND value = ?",
        [.provider(provider), .text(group), .text(value)], StoredMember.init)
    }
  }

  /// The groups of the same provider that have the record as a member, by its id or its externalId.
  public func groups(of record: SourceRecord) throws -> [GroupReference] {
    guard let externalID = record.externalID, !externalID.utf8.elementsEqual(record.id.utf8) else {
      return try groupsWithMember(record.provider, value: record.id)
    }
    // Most users are in a few groups, or in none: one look serves both names.
    guard try isMember(record.provider, record.id, externalID) else { return [] }
    let byID = try groupsWithMember(record.provider, value: record.id)
    let known = Set(byID.map { ExactText($0.id) })
    let byExternalID = try groupsWithMember(record.provider, value: externalID)
    guard try !byExternalID.isEmpty && isNamed(record, by: externalID) else { return byID }
    return byID + byExternalID.filter { !known.contains(ExactText($0.id)) }
  }

  /// Every membership that names the record: the group, and the value by which it does.
  public func edges(of record: SourceRecord) throws -> [(group: String, value: String)] {
    var values = [record.id]
    if let value = record.externalID, !value.utf8.elementsEqual(record.id.utf8), try isNamed(record, by: value) {
      values.append(value)
    }
    return try values.flatMap { value in
      try groupsWithMember(record.provider, value: value).map { (group: $0.id, value: value) }
    }
  }

  /// Whether a group has a member with one of the values.
  private func isMember(_ provider: ProviderName, _ value: String, _ other: String) throws -> Bool {
    try first(
      "SELECT 1 FROM membership WHERE provider = ? AND value IN (?, ?) LIMIT 1",
      [.provider(provider), .text(value), .text(other)]
    ) { _ in true } ?? false
  }

  /// Whether the record is the one that a member's value names: as directory members are resolved.
  private func isNamed(_ record: SourceRecord, by value: String) throws -> Bool {
    for kind in [EntryKind.user, .group] {
      let named =
        try source(record.provider, kind, id: value) ?? sources(record.provider, kind, externalID: value).first
      if let named { return named.kind == record.kind && named.id == record.id }
    }
    return false
  }

  /// The groups that have a member with exactly that value, by ascending id.
  public func groupsWithMember(_ provider: ProviderName, value: String) throws -> [GroupReference] {
    try rows(
      """
      SELECT r.id, r.display_name FROM membership m
      JOIN source_record r ON r.provider = m.provider AND r.kind = 'group' AND r.id = m.group_id
      WHERE m.provider = ? AND m.value = ? ORDER BY m.group_id
      """,
      [.provider(provider), .text(value)]
    ) { GroupReference(id: try $0.text(0), displayName: try $0.optionalText(1)) }
  }

  /// A page of a directory group's members: the edges of all linked source groups, resolved, those after `after`.
  public func directoryMembers(
    of groupEntryID: String, after: Int64? = nil, limit: Int = .max
  ) throws -> [DirectoryMember] {
    let groups = try links(of: groupEntryID).filter { $0.kind == .group }
    let members = try groups.flatMap { try directoryMembers($0, after: after, limit: limit) }
    guard groups.count > 1 else { return members }
    return Array(members.sorted { $0.position < $1.position }.prefix(limit))
  }

  /// The directory groups that a directory user or group is a direct member of, by ascending id.
  public func directoryGroups(of entryID: String) throws -> [DirectoryGroup] {
    var groups: [String: DirectoryGroup] = [:]
    for link in try links(of: entryID) {
      guard let record = try source(link.provider.name, link.kind, id: link.sourceID) else { continue }
      for reference in try self.groups(of: record) {
        guard let entry = try self.link(record.provider, .group, sourceID: reference.id)?.entryID else { continue }
        groups[entry] = try group(entry)
      }
    }
    return groups.values.sorted { $0.id < $1.id }
  }

  private func directoryMembers(_ group: Link, after: Int64?, limit: Int) throws -> [DirectoryMember] {
    try rows(
      Self.resolution,
      [.provider(group.provider.name), .text(group.sourceID), .integer(after ?? .min), .count(limit)]
    ) { row in
      let user = try row.optionalText(3)
      let isGroup = try user == nil && (!row.isNull(4) || row.optionalText(2) == "Group")
      let state = try row.optionalText(user == nil ? 6 : 5).flatMap(EntryState.init(rawValue:))
      return DirectoryMember(
        entryID: try user ?? row.optionalText(4), kind: isGroup ? .group : .user, state: state,
        provider: group.provider.name,
        sourceValue: try row.text(1), position: try row.integer(0))
    }
  }

  private static let resolution = """
    SELECT x.position, x.value, x.type, x.user_entry, x.group_entry,
      (SELECT state FROM directory_user WHERE id = x.user_entry),
      (SELECT state FROM directory_group WHERE id = x.group_entry)
    FROM (SELECT m.position, m.value, m.type, \(entry("user")) AS user_entry, \(entry("group")) AS group_entry
      FROM membership m
      WHERE m.provider = ? AND m.group_id = ? AND m.position > ? ORDER BY m.position LIMIT ?) x
    ORDER BY x.position
    """

  /// The entry of the record that has the edge's value as its id, else as its externalId.
  private static func entry(_ kind: String) -> String {
    """
    COALESCE(
      (SELECT l.entry_id FROM link l WHERE l.provider = m.provider AND l.kind = '\(kind)' AND l.source_id = m.value),
      (SELECT l.entry_id FROM source_record s
       JOIN link l ON l.provider = s.provider AND l.kind = s.kind AND l.source_id = s.id
       WHERE s.provider = m.provider AND s.kind = '\(kind)' AND s.external_id = m.value ORDER BY s.id LIMIT 1))
    """
  }
}
