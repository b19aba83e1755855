internal import Directory
internal import JSON
internal import Mapping
internal import Store

/// What a text's `${…}` stand for: the values of one directory user, of the managers above, of the groups around.
struct PersonTexts {
  private let snapshot: Snapshot
  private let reading: DirectoryReading

  init(_ snapshot: Snapshot, _ reading: DirectoryReading) {
    self.snapshot = snapshot
    self.reading = reading
  }

  /// Renders a text for a user.
  func rendered(_ template: TextTemplate, for user: DirectoryUser) throws -> TextTemplate.Rendered {
    try template.rendered { try value($0, of: user) }
  }

  private func value(_ attribute: TextAttribute, of user: DirectoryUser) throws -> JSON? {
    var person = user
    for _ in 0..<attribute.managers {
      guard let manager = try reading.manager(of: person) else { return nil }
      person = manager
    }
    switch attribute.source {
    case .custom(let name): return person.custom[name]
    case .groups: return try groups(of: person)
    case .directory(let attribute): return person.json(links: [])[attribute.name]
    }
  }

  private func groups(of user: DirectoryUser) throws -> JSON {
    let names = try snapshot.directoryGroups(of: user.id).filter { $0.state != .tombstone }.compactMap(\.displayName)
    return .array(names.sorted().map { .string($0) })
  }
}
