internal import Diagnostics
internal import Directory
internal import JSON
internal import Mapping
internal import Store

extension Administration {
  /// `attributes.list|where-used`.
  func attributeVerb(_ verb: String, _ arguments: AdminArguments) throws -> JSON {
    switch verb {
    case "attributes.list": return try store.read { try listed($0, withDirectory: arguments.flag("all")) }
    case "attributes.where-used": return .array(try uses(of: try arguments.required("name")))
    case "attributes.coverage": return try store.read { try covered($0) }
    default: throw AdminError("there is no verb '\(verb)'")
    }
  }

  private func listed(_ snapshot: Snapshot, withDirectory: Bool) throws -> JSON {
    let coverage = try AttributeCoverage(configuration, snapshot)
    let own = coverage.names.map { name in
      JSON.object([
        "name": .string(name), "type": "IDP",
        "holds": .string(coverage.shares(name).lazy.compactMap(\.rule?.customType?.rawValue).first ?? "any value"),
        "providers": .array(coverage.shares(name).map(described)), "uses": JSON(places(of: name).count),
      ])
    }
    let directory = DirectorySchema.user.filter { $0.type != .map }.map { attribute -> JSON in
      [
        "name": .string(attribute.name), "type": "directory", "holds": .string(attribute.type.description),
        "providers": [], "uses": JSON(places(of: attribute.name).count),
      ]
    }
    let warnings = coverage.names.filter { name in places(of: name).contains(where: \.isText) }.flatMap(coverage.gaps)
    return [
      "attributes": .array(own + (withDirectory ? directory : [])),
      "warnings": .array(warnings.map { .string($0) }),
    ]
  }

  private func described(_ share: AttributeCoverage.Share) -> JSON {
    [
      "provider": .string(share.provider.description), "declared": .bool(share.rule != nil),
      "rule": share.rule.map { .string($0.expression) } ?? .null, "users": JSON(share.users),
      "filled": JSON(share.filled),
    ]
  }

  private func places(of name: String) -> [AttributeUse] { configuration.providers.flatMap { $0.uses(of: name) } }

  private func uses(of name: String) throws -> [JSON] {
    let declared = DeclaredAttributes(configuration.providers).byName(.user)
    guard declared[name.lowercased()] != nil || DirectorySchema.user(name) != nil else {
      let known = declared.values.compactMap { $0.first?.rule.attribute } + DirectorySchema.user.map(\.name)
      throw AdminError(
        "there is no attribute '\(name)'",
        fix: suggestion(for: name, among: known).map { "did you mean '\($0)'?" } ?? "`dragoman attributes list --all`")
    }
    let declarations = (declared[name.lowercased()] ?? []).map { declaration in
      use(declaration.provider, "declared", declaration.rule.range)
    }
    return declarations + places(of: name).map { use($0.provider, $0.what, $0.range) }
  }

  private func use(_ provider: ProviderName, _ what: String, _ range: SourceRange?) -> JSON {
    var place = JSONObject()
    if let range { place["place"] = .string("\(range.file):\(range.start.line):\(range.start.column)") }
    place["provider"] = .string(provider.description)
    place["what"] = .string(what)
    return .object(place)
  }

  /// For each provider the number of its users, and of those who have each attribute of type IDP.
  private func covered(_ snapshot: Snapshot) throws -> JSON {
    .array(
      try configuration.providers.map { provider in
        let (users, counts) = try snapshot.customCoverage(provider.name)
        let filled = counts.sorted { $0.key < $1.key }.map { ($0.key, JSON($0.value)) }
        return [
          "provider": .string(provider.name.description), "users": JSON(users), "filled": .object(JSONObject(filled)),
        ]
      })
  }
}
