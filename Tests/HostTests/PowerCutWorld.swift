#if os(Linux)
  /// What one client has in the store, by the externalIds that it gave.
  struct PowerCutWorld: Equatable {
    struct User: Equatable {
      var version: Int64 = 1
      var title: String
      var isActive = true
    }

    struct Edge: Hashable {
      var group: String
      var user: String
    }

    var users: [String: User] = [:]
    /// Display names.
    var groups: [String: String] = [:]
    var edges: Set<Edge> = []

    mutating func deleteUser(_ key: String) {
      users[key] = nil
      edges = edges.filter { $0.user != key }
    }

    mutating func deleteGroup(_ key: String) {
      groups[key] = nil
      edges = edges.filter { $0.group != key }
    }

    /// The audit entries of one request that made `after` of this: as many words as entries, sorted.
    func entries(until after: PowerCutWorld) -> [String] {
      let people = Set(users.keys).union(after.users.keys).compactMap { key in
        Self.userEntry(users[key], after.users[key]).map { "\($0) \(key)" }
      }
      let teams = Set(groups.keys).union(after.groups.keys).compactMap { key in
        Self.groupEntry(groups[key], after.groups[key]).map { "\($0) \(key)" }
      }
      let added = after.edges.subtracting(edges).map { "member.added \($0.group) \($0.user)" }
      let removed = edges.subtracting(after.edges).map { "member.removed \($0.group) \($0.user)" }
      return (people + teams + added + removed).sorted()
    }

    private static func userEntry(_ before: User?, _ after: User?) -> String? {
      guard let before else { return after == nil ? nil : "user.created" }
      guard let after else { return "user.deleted" }
      guard before.version != after.version else { return nil }
      guard before.isActive != after.isActive else { return "user.updated" }
      return after.isActive ? "user.reactivated" : "user.deactivated"
    }

    private static func groupEntry(_ before: String?, _ after: String?) -> String? {
      guard let before else { return after == nil ? nil : "group.created" }
      guard let after else { return "group.deleted" }
      return before == after ? nil : "group.updated"
    }

    /// How it differs from what was to be expected, for people.
    func difference(from expected: PowerCutWorld) -> String {
      let people = Set(users.keys).union(expected.users.keys).filter { users[$0] != expected.users[$0] }
      let teams = Set(groups.keys).union(expected.groups.keys).filter { groups[$0] != expected.groups[$0] }
      let parts =
        people.sorted().map { "\($0) is \(text(users[$0])), not \(text(expected.users[$0]))" }
        + teams.sorted().map { "\($0) is \(groups[$0] ?? "gone"), not \(expected.groups[$0] ?? "gone")" }
        + expected.edges.subtracting(edges).map { "\($0.user) is no member of \($0.group)" }
        + edges.subtracting(expected.edges).map { "\($0.user) is a member of \($0.group)" }
      return parts.prefix(8).joined(separator: "; ") + (parts.count > 8 ? " and \(parts.count - 8) more" : "")
    }

    private func text(_ user: User?) -> String {
      user.map { "version \($0.version) '\($0.title)' \($0.isActive ? "active" : "inactive")" } ?? "gone"
    }
  }
#endif
