import Directory

/// A group by provider and id.
struct GroupPlace: Hashable {
  let provider: ProviderName
  let id: ExactText

  init(_ provider: ProviderName, _ id: String) {
    self.provider = provider
    self.id = ExactText(id)
  }
}

/// What a commit really did to memberships; an edge that goes and comes back is no change.
struct MembershipLedger {
  /// One edge that began or ended.
  struct Change {
    var group: GroupPlace
    var member: StoredMember
    var added: Bool
    /// Whether the value names a record of the provider; nil until that is looked up.
    var known: Bool?

    var delta: MembershipDelta { MembershipDelta(group: group.id.text, value: member.value, added: added) }
  }

  private struct Edge: Hashable {
    let group: GroupPlace
    let value: ExactText
  }

  private var order: [Change?] = []
  private var places: [Edge: Int] = [:]
  private var writtenGroups: Set<GroupPlace> = []
  private var deletedGroups: Set<GroupPlace> = []

  /// The changes in their order.
  var changes: [Change] { order.compactMap { $0 } }

  /// How each changed group's number of members changes; groups that are gone left out.
  var counts: [(group: GroupPlace, difference: Int, isWritten: Bool)] {
    var differences: [GroupPlace: Int] = [:]
    var groups: [GroupPlace] = []
    for change in changes where !deletedGroups.contains(change.group) {
      if differences[change.group] == nil { groups.append(change.group) }
      differences[change.group, default: 0] += change.added ? 1 : -1
    }
    return groups.map { ($0, differences[$0] ?? 0, writtenGroups.contains($0)) }
  }

  mutating func record(_ change: Change) {
    let edge = Edge(group: change.group, value: ExactText(change.member.value))
    if let place = places[edge], let earlier = order[place], earlier.added != change.added {
      order[place] = nil
      places[edge] = nil
    } else {
      places[edge] = order.count
      order.append(change)
    }
  }

  /// The commit writes the group's record, so its version counts on anyway.
  mutating func written(_ provider: ProviderName, _ group: String) {
    writtenGroups.insert(GroupPlace(provider, group))
  }

  /// The commit deletes the group's record.
  mutating func deleted(_ provider: ProviderName, _ group: String) {
    deletedGroups.insert(GroupPlace(provider, group))
  }
}
