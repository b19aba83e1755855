public import JSON
import Text

extension DirectoryUser {
  /// The user as people and applications read it, in the order of `DirectorySchema.user`.
  ///
  /// `manager` is the attribute as the reader resolved it; without it, a manager is shown as pending.
  public func json(links: [Link], manager: DirectoryReference? = nil) -> JSON {
    var entry = attributes
    entry["manager"] = manager?.json ?? attributes["manager"]?.string.map(pending)
    entry["id"] = .string(id)
    entry["state"] = .string(state.rawValue)
    entry["active"] = .bool(active)
    entry["links"] = .array(links.map(\.json))
    entry["created"] = .string(created.description)
    entry["updated"] = .string(updated.description)
    entry["version"] = JSON(Int(version))
    if !custom.isEmpty { entry["custom"] = .object(custom) }
    if !provenance.isEmpty { entry["provenance"] = .object(provenance) }
    return .object(entry.ordered(by: DirectorySchema.user))
  }

  private func pending(_ value: String) -> JSON { DirectoryReference(id: nil, kind: .user, value: value).json }
}

extension DirectoryGroup {
  /// The group as people and applications read it, in the order of `DirectorySchema.group`; no `members` when nil.
  public func json(links: [Link], members: [DirectoryReference]? = nil) -> JSON {
    var entry = attributes
    entry["id"] = .string(id)
    entry["state"] = .string(state.rawValue)
    entry["members"] = members.map { .array($0.map(\.json)) }
    entry["links"] = .array(links.map(\.json))
    entry["created"] = .string(created.description)
    entry["updated"] = .string(updated.description)
    entry["version"] = JSON(Int(version))
    if !custom.isEmpty { entry["custom"] = .object(custom) }
    if !provenance.isEmpty { entry["provenance"] = .object(provenance) }
    return .object(entry.ordered(by: DirectorySchema.group))
  }
}

extension JSONObject {
  /// The members that `attributes` name, in their order.
  fileprivate func ordered(by attributes: [DirectoryAttribute]) -> JSONObject {
    var ordered = JSONObject()
    for attribute in attributes { ordered[attribute.name] = self[attribute.name] }
    return ordered
  }
}
