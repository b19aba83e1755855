extension StateMachineModel {
  /// The user that a member's value names at a provider.
  func member(_ value: String, at provider: String) -> User? {
    let own = users.filter { $0.provider == provider }
    return own.first { $0.id == value } ?? own.filter { $0.externalID == value }.min { $0.id < $1.id }
  }

  /// The groups of which a user is a member.
  func groups(of user: User) -> [Group] {
    groups.filter { group in
      group.provider == user.provider && group.edges.contains { member($0, at: user.provider)?.id == user.id }
    }
  }

  /// A provider made a group.
  mutating func create(_ group: Group) {
    groups.append(group)
    note(group.provider, "group.created", group.id)
    for _ in group.edges { note(group.provider, "member.added", group.id) }
  }

  /// A provider changed a group's name and members to those; who stays keeps its place.
  mutating func write(_ index: Int, name: String, edges: [String]) {
    let old = groups[index]
    let gone = old.edges.filter { !edges.contains($0) }
    let new = edges.filter { !old.edges.contains($0) }
    guard name != old.name || !gone.isEmpty || !new.isEmpty else { return }
    groups[index].edges = old.edges.filter { edges.contains($0) } + new
    groups[index].name = name
    groups[index].version += 1
    if name != old.name { note(old.provider, "group.updated", old.id) }
    for _ in gone { note(old.provider, "member.removed", old.id) }
    for _ in new { note(old.provider, "member.added", old.id) }
  }

  /// A provider deleted a group.
  mutating func deleteGroup(_ index: Int) {
    let group = groups.remove(at: index)
    note(group.provider, "group.deleted", group.id)
    for _ in group.edges { note(group.provider, "member.removed", group.id) }
    for index in groups.indices where groups[index].edges.contains(group.id) && groups[index].provider == group.provider
    {
      groups[index].edges.removeAll { $0 == group.id }
      groups[index].version += 1
      note(group.provider, "member.removed", groups[index].id)
    }
  }

  /// Whom the members of a provider's groups name.
  func named(at provider: String) -> [(group: String, value: String, user: String)] {
    groups.filter { $0.provider == provider }.flatMap { group in
      group.edges.compactMap { value in member(value, at: provider).map { (group.id, value, $0.id) } }
    }
  }

  /// A membership that names another user now is told.
  mutating func noteMoves(since before: [(group: String, value: String, user: String)], at provider: String) {
    let now = named(at: provider)
    for old in before {
      let new = now.first { $0.group == old.group && $0.value == old.value }
      if let new, new.user != old.user { note(provider, "member.moved", old.group) }
    }
  }
}
