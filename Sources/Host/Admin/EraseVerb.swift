internal import Directory
internal import JSON
internal import Store
internal import Text
internal import Tokens

extension Administration {
  /// `erase`: a person's values leave the audit trail, the tombstone's body goes with them.
  func erase(_ arguments: AdminArguments, _ actor: AuditActor) async throws -> JSON {
    let text = try arguments.required("user")
    let erased = try await store.commit { [self] snapshot in
      let user = try deleted(text, snapshot)
      let (commit, values) = try erasure(of: user, actor, snapshot)
      return (commit, (user: user.id, values: values))
    }.value
    var answer: JSONObject = ["user": .string(erased.user), "values": JSON(erased.values)]
    if try await !store.emptyLog() {
      answer["message"] =
        "The write-ahead log still holds older pages, since somebody reads: erase again later."
    }
    return .object(answer)
  }

  /// The one deleted user that a text means.
  private func deleted(_ text: String, _ snapshot: Snapshot) throws -> DirectoryUser {
    let meant = try snapshot.entries(meantBy: text, .user).compactMap { try snapshot.user($0) }
    guard let user = meant.first else {
      throw AdminError("the directory has no user '\(text)', nor a tombstone of one")
    }
    guard meant.count == 1 else {
      throw AdminError(
        "'\(text)' was the name of \(meant.count) deleted users: \(meant.map(\.id).joined(separator: ", "))",
        fix: "name one by its id")
    }
    guard user.state == .tombstone else {
      throw AdminError(
        "the user \(user.id) is still provisioned: its IdP would write the values again",
        fix: "let its IdP delete it first")
    }
    return user
  }

  private func erasure(
    of user: DirectoryUser, _ actor: AuditActor, _ snapshot: Snapshot
  ) throws -> (commit: Commit, values: Int) {
    let (resources, provider) = try snapshot.auditTraces(ofEntry: user.id)
    let values = try snapshot.auditValueCount(of: resources + [user.id])
    let memberships = try snapshot.abandonedExternalIDs(of: resources).map {
      Write.eraseMemberships($0.provider, value: $0.value)
    }
    let draft = AuditDraft(
      kind: .personErased, resourceType: "User", resourceID: resources.first,
      directory: DirectoryEffect(.applied, entryID: user.id), detail: "\(values) values erased")
    let commit = Commit(
      provider: provider ?? .host, at: actor.at, actor: actor.name, requestID: actor.requestID,
      writes: [
        .erase(resourceIDs: resources + [user.id]),
        .updateUser(user.erased(at: actor.at), expected: user.version, nameKey: nil, appleIDKey: nil),
      ] + memberships, entries: [draft])
    return (commit, values)
  }
}

extension DirectoryUser {
  /// The tombstone without what it knew of the person.
  fileprivate func erased(at now: Timestamp) -> DirectoryUser {
    var erased = self
    erased.attributes = ["active": false]
    erased.custom = [:]
    erased.provenance = [:]
    erased.version += 1
    erased.updated = now
    return erased
  }
}
