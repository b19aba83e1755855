internal import Directory
internal import JSON
internal import Mapping
internal import Store

extension Administration {
  /// `mapping.unused`: what a provider sends that no rule reads, with the number of its resources that have it.
  func mappingVerb(_ verb: String, _ arguments: AdminArguments) throws -> JSON {
    guard verb == "mapping.unused" else { throw AdminError("there is no verb '\(verb)'") }
    let provider = try provider(try arguments.required("provider"))
    return try store.read { snapshot in
      .array(try EntryKind.allCases.flatMap { try unused($0, of: provider, snapshot) })
    }
  }

  private func unused(_ kind: EntryKind, of provider: ProviderConfiguration, _ snapshot: Snapshot) throws -> [JSON] {
    var counts: [String: Int] = [:]
    var total = 0
    var last: String?
    while true {
      let page = try snapshot.sources(provider.name, kind, after: last, limit: 500)
      total += page.count
      for record in page {
        for path in Set(provider.mapping.unreadAttributes(of: record.body, kind)) { counts[path, default: 0] += 1 }
      }
      guard let end = page.last else { break }
      last = end.id
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { path, count in
      [
        "kind": .string(kind.rawValue), "attribute": .string(path), "resources": JSON(count), "of": JSON(total),
      ]
    }
  }
}
