internal import Directory
internal import JSON
internal import Provisioning
internal import Store
internal import Text
internal import Tokens

extension Administration {
  /// `users.list|show|rename`, `groups.list|show`.
  func directoryVerb(_ verb: String, _ arguments: AdminArguments, _ actor: AuditActor) async throws -> JSON {
    switch verb {
    case "users.list":
      try store.read { snapshot in
        try listed(
          arguments, { try snapshot.users(provider: $0, after: $1, limit: $2) }, reading(snapshot).user)
      }
    case "groups.list":
      try store.read { snapshot in
        try listed(
          arguments, { try snapshot.groups(provider: $0, after: $1, limit: $2) }, reading(snapshot).group)
      }
    case "users.show": try store.read { try shown(.user, try arguments.required("id"), $0) }
    case "groups.show": try store.read { try shown(.group, try arguments.required("id"), $0) }
    case "users.rename": try await rename(arguments, actor)
    default: throw AdminError("there is no verb '\(verb)'")
    }
  }

  private func listed<Entry: DirectoryEntry>(
    _ arguments: AdminArguments, _ page: (ProviderName?, String?, Int) throws -> [Entry],
    _ json: (Entry) throws -> JSON
  ) throws -> JSON {
    let limit = Int(min(max(arguments.integer("limit") ?? 500, 1), 1000))
    let provider = try arguments.text("provider").map { try self.provider($0).name }
    let entries = try page(provider, arguments.text("after"), limit)
    let next = entries.count == limit ? entries.last.map { JSON.string($0.id) } : nil
    return ["entries": .array(try entries.filter { $0.state != .tombstone }.map(json)), "next": next ?? .null]
  }

  private func shown(_ kind: EntryKind, _ text: String, _ snapshot: Snapshot) throws -> JSON {
    let reading = self.reading(snapshot)
    let meant = try snapshot.entries(meantBy: text, kind)
    guard let id = meant.last else { throw unknown(text) }
    guard meant.count == 1 else {
      throw AdminError("'\(text)' names \(meant.count) of them: \(meant.joined(separator: ", "))", fix: "give the id")
    }
    let entry = try snapshot.user(id).map(reading.user) ?? snapshot.group(id).map(reading.group)
    guard let entry else { throw unknown(text) }
    return [
      "entry": entry, "memberships": .array(try snapshot.directoryGroups(of: id).map(reading.membership)),
      "sources": .array(try reading.sources(of: id)), "holds": .array(try snapshot.holds(id).map(reading.hold)),
    ]
  }

  private func unknown(_ id: String) -> AdminError {
    AdminError("the directory has no '\(id)'", fix: "`dragoman users` and `dragoman groups` show the ids")
  }

  private func rename(_ arguments: AdminArguments, _ actor: AuditActor) async throws -> JSON {
    let id = try arguments.required("id")
    let name = try arguments.required("userName")
    guard forbiddenCharacter(in: name, .identifier) == nil, name.utf8.count <= 1024 else {
      throw AdminError("this can't be a user name", fix: "no control characters, 1,024 bytes at most")
    }
    let committed = try await store.commit { snapshot in
      let meant = try snapshot.entries(meantBy: id, .user)
      guard meant.count == 1, var user = try snapshot.user(meant[0]), user.state != .tombstone else {
        throw AdminError("the directory has no user '\(id)'", fix: "`dragoman users` shows the ids")
      }
      if let holder = try snapshot.user(nameKey: fold(name)), holder.id != user.id {
        throw AdminError("'\(name)' belongs to the user \(holder.id)", fix: "rename that one first")
      }
      let before = user.userName
      let version = user.version
      let holds = try snapshot.holds(user.id)
      if let hold = holds.first(where: { $0.reason != .conflict }) {
        throw AdminError("'\(id)' is on hold: \(hold.detail)", fix: "`dragoman holds show \(id)`")
      }
      user.rename(to: name, by: actor.name, at: actor.at.description)
      if user.state == .held { user.state = user.active ? .active : .inactive }
      user.version += 1
      user.updated = actor.at
      let links = try snapshot.links(of: user.id)
      let draft = AuditDraft(
        kind: .userRenamed, resourceType: "User", resourceID: links.first?.sourceID,
        directory: DirectoryEffect(.applied, entryID: user.id),
        changes: [AttributeChange(name: "userName", before: before.map { .string($0) }, after: .string(name))])
      let commit = Commit(
        provider: links.first?.provider ?? .host, at: actor.at, actor: actor.name, requestID: actor.requestID,
        writes: holds.map { .releaseHold(entryID: user.id, $0.reason) } + [
          .updateUser(user, expected: version, nameKey: fold(name), appleIDKey: nil)
        ],
        entries: [draft])
      return (before == name && holds.isEmpty ? Commit.nothing(like: commit) : commit, user.id)
    }
    try await HoldSettlement(store).settle(at: actor.at, requestID: actor.requestID)
    return try store.read { snapshot in
      guard let user = try snapshot.user(committed.value) else { throw unknown(id) }
      return try reading(snapshot).user(user)
    }
  }
}

/// What users and groups have in common for a list.
protocol DirectoryEntry {
  var id: String { get }
  var state: EntryState { get }
}

extension DirectoryUser: DirectoryEntry {}
extension DirectoryGroup: DirectoryEntry {}

extension Commit {
  static func nothing(like commit: Commit) -> Commit {
    Commit(
      provider: commit.provider, at: commit.at, actor: commit.actor, requestID: commit.requestID, writes: [],
      entries: [])
  }
}
