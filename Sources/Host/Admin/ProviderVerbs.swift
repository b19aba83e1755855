internal import Directory
internal import JSON
internal import Store
internal import Text
internal import Tokens

extension Administration {
  /// `provider.list`, `provider.status`.
  func providers(_ arguments: AdminArguments) throws -> JSON {
    let wanted = try arguments.text("name").map { [try provider($0)] } ?? configuration.providers
    return try store.read { snapshot in .array(try wanted.map { try described($0, snapshot) }) }
  }

  private func described(_ provider: ProviderConfiguration, _ snapshot: Snapshot) throws -> JSON {
    let known = tokens.current.tokens(of: provider.name)
    let lastUse = known.compactMap(\.lastUsed).max()
    var row: JSONObject = [
      "name": .string(provider.name.description), "idp": .string(provider.identity.idp),
      "adapter": .string("\(provider.adapter.name) \(provider.adapter.version)"),
      "mapping": .string(provider.mappingVersion), "url": .string(configuration.endpointURL(provider.name)),
      "users": JSON(try snapshot.sourceCount(provider.name, .user)),
      "groups": JSON(try snapshot.sourceCount(provider.name, .group)),
      "activeTokens": JSON(known.count { $0.state == .active && $0.expires.map { $0 > .now() } ?? true }),
      "holds": JSON(try snapshot.holds().filter { $0.provider.name == provider.name }.count),
      "lastRequest": lastUse.map { .string($0.description) } ?? .null,
    ]
    for (name, value) in status(provider.name) { row[name] = value }
    return .object(row)
  }
}
