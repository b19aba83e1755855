internal import Directory
internal import JSON
internal import Provisioning
internal import Store
internal import Text
internal import Tokens

extension Administration {
  /// `users.rename`: the deliberate way; the directory's name is then the administrator's, whatever the IdP sends.
  func rename(_ arguments: AdminArguments, _ actor: AuditActor) async throws -> JSON {
    let id = try arguments.required("id")
    let name = try arguments.required("userName")
    guard forbiddenCharacter(in: name, .identifier) == nil, name.utf8.count <= 1024 else {
      throw AdminError("this can't be a user name", fix: "no control characters, 1,024 bytes at most")
    }
    let entryID = try await store.commit { [self] snapshot in
      let user = try renamable(id, to: name, snapshot)
      return (try renaming(user, to: name, actor, snapshot), user.id)
    }.value
    try await HoldSettlement(store).settle(at: actor.at, requestID: actor.requestID)
    return try store.read { snapshot in
      guard let user = try snapshot.user(entryID) else { throw unknown(id) }
      return try reading(snapshot).user(user)
    }
  }

  /// The user that a text means, if the name is free and nothing but the lack of one holds the user.
  private func renamable(_ id: String, to name: String, _ snapshot: Snapshot) throws -> DirectoryUser {
    let meant = try snapshot.entries(meantBy: id, .user)
    guard meant.count == 1, let user = try snapshot.user(meant[0]), user.state != .tombstone else {
      throw AdminError("the directory has no user '\(id)'", fix: "`dragoman users` shows the ids")
    }
    if let holder = try snapshot.user(nameKey: fold(name)), holder.id != user.id {
      throw AdminError("'\(name)' belongs to the user \(holder.id)", fix: "rename that one first")
    }
    if let hold = try snapshot.holds(user.id).first(where: { $0.reason != .conflict }) {
      throw AdminError("'\(id)' is on hold: \(hold.detail)", fix: "`dragoman holds show \(id)`")
    }
    return user
  }

  private func renaming(
    _ user: DirectoryUser, to name: String, _ actor: AuditActor, _ snapshot: Snapshot
  ) throws -> Commit {
    let links = try snapshot.links(of: user.id)
    let holds = try snapshot.holds(user.id)
    var commit = Commit(
      provider: links.first?.provider ?? .host, at: actor.at, actor: actor.name, requestID: actor.requestID)
    guard user.userName != name || !holds.isEmpty else { return commit }
    commit.writes =
      holds.map { .releaseHold(entryID: user.id, $0.reason) } + [
        .updateUser(
          user.renamed(to: name, over: try sentName(links, user, actor, snapshot), by: actor), expected: user.version,
          nameKey: fold(name), appleIDKey: nil)
      ]
    commit.entries = [
      AuditDraft(
        kind: .userRenamed, resourceType: "User", resourceID: links.first?.sourceID,
        directory: DirectoryEffect(.applied, entryID: user.id),
        changes: [
          AttributeChange(name: "userName", before: user.userName.map { .string($0) }, after: .string(name))
        ])
    ]
    return commit
  }

  /// The name that the user's IdP sends now; nil where none of its records gives one.
  private func sentName(
    _ links: [Link], _ user: DirectoryUser, _ actor: AuditActor, _ snapshot: Snapshot
  ) throws -> String? {
    guard let link = links.first(where: { $0.kind == .user }), isConfigured(link.provider.name) else { return nil }
    return try EntryJudgement(try endpoint(link.provider.name))
      .userName(sourceID: link.sourceID, of: user, at: actor.at, snapshot)
  }

  private func isConfigured(_ name: ProviderName) -> Bool { configuration.providers.contains { $0.name == name } }
}

extension DirectoryUser {
  /// The user under another name, in the state that the lack of a name kept it from.
  fileprivate func renamed(to name: String, over sent: String?, by actor: AuditActor) -> DirectoryUser {
    var user = self
    user.rename(to: name, over: sent, by: actor.name, at: actor.at.description)
    if user.state == .held { user.state = user.active ? .active : .inactive }
    user.version += 1
    user.updated = actor.at
    return user
  }
}
