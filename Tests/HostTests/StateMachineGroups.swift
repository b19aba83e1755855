extension StateMachineModel {
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
}
