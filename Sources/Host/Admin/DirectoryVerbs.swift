internal import Directory
internal import JSON
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
    let invitation = try snapshot.invitation(id).map { try described($0, snapshot) }
    return [
      "entry": entry, "invitation": invitation ?? .null,
      "memberships": .array(try snapshot.directoryGroups(of: id).map(reading.membership)),
      "sources": .array(try reading.sources(of: id)), "holds": .array(try snapshot.holds(id).map(reading.hold)),
    ]
  }

  func unknown(_ id: String) -> AdminError {
    AdminError("the directory has no '\(id)'", fix: "`dragoman users` and `dragoman groups` show the ids")
  }
}

/// What users and groups have in common for a list.
protocol DirectoryEntry {
  var id: String { get }
  var state: EntryState { get }
}

extension DirectoryUser: DirectoryEntry {}
extension DirectoryGroup: DirectoryEntry {}
