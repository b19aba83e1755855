public import JSON

/// The directory as it can be compared: references by name, tombstones and bookkeeping left out.
public struct DirectoryPicture: Hashable, Sendable {
  /// The users, by `userName`.
  public var users: [JSONObject]
  /// The groups, by `displayName`; `members` is the sorted list of their names, those that are pending left out.
  public var groups: [JSONObject]

  private static let bookkeeping = ["id", "links", "provenance", "created", "updated", "version"]

  /// Makes the picture of users and groups as the directory's own JSON shows them.
  /// - Complexity: O(n log n).
  public init(users: [JSON], groups: [JSON]) {
    let users = users.compactMap(\.object).filter(isThere)
    let groups = groups.compactMap(\.object).filter(isThere)
    let names = Names(users: users, groups: groups)
    self.users = users.map { Self.user($0, names) }.sorted { ($0.text("userName")) < ($1.text("userName")) }
    self.groups = groups.map { Self.group($0, names) }.sorted { ($0.text("displayName")) < ($1.text("displayName")) }
  }

  /// The picture as one value, in which equal directories are equal.
  public var json: JSON {
    ["users": .array(users.map(JSON.object)), "groups": .array(groups.map(JSON.object))]
  }

  private static func user(_ user: JSONObject, _ names: Names) -> JSONObject {
    var user = plain(user)
    user["manager"] = user["manager"].flatMap(names.name).map(JSON.string)
    return user
  }

  private static func group(_ group: JSONObject, _ names: Names) -> JSONObject {
    var group = plain(group)
    let members = group["members"]?.array ?? []
    group["members"] = .array(members.compactMap(names.name).sorted().map(JSON.string))
    return group
  }

  private static func plain(_ entry: JSONObject) -> JSONObject {
    var entry = entry
    for name in bookkeeping { entry[name] = nil }
    return entry
  }
}

private func isThere(_ entry: JSONObject) -> Bool { entry["state"]?.string != "tombstone" }

extension JSONObject {
  func text(_ name: String) -> String { self[name]?.string ?? "" }
}

/// The names of entries by their ids.
private struct Names {
  private let names: [String: String]

  init(users: [JSONObject], groups: [JSONObject]) {
    let pairs =
      users.map { ($0.text("id"), $0.text("userName")) } + groups.map { ($0.text("id"), $0.text("displayName")) }
    names = Dictionary(pairs) { first, _ in first }
  }

  /// The name of what a reference means: `{id, kind, display}`, or an id; nil while it is pending.
  func name(_ reference: JSON) -> String? {
    (reference["id"] ?? reference).string.flatMap { names[$0] }
  }
}
