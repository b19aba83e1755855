internal import Diagnostics
internal import Directory
internal import JSON
internal import Mapping
internal import Provisioning
internal import Store
internal import Text
internal import Tokens

extension Administration {
  /// `explain.message`, `explain.entry`: the way from what an IdP sent to the directory's values.
  func explainVerb(_ verb: String, _ arguments: AdminArguments, _ actor: AuditActor) throws -> JSON {
    try store.read { snapshot in
      switch verb {
      case "explain.message": try explainedMessage(arguments, actor, snapshot)
      case "explain.entry": try explainedEntry(arguments, actor, snapshot)
      default: throw AdminError("there is no verb '\(verb)'")
      }
    }
  }

  private func explainedMessage(
    _ arguments: AdminArguments, _ actor: AuditActor, _ snapshot: Snapshot
  ) throws -> JSON {
    let provider = try provider(try arguments.required("provider"))
    guard let body = arguments.object("message") else { throw AdminError("the file must hold a JSON object") }
    guard body["Operations"] == nil else {
      throw AdminError(
        "a PATCH can't be explained without the resource that it changes",
        fix: "give a whole resource, or explain the user: dragoman explain \(provider.name) --user ID")
    }
    do {
      let explanation = try endpoint(provider).explain(message: body, body.kind, at: actor.at, snapshot)
      let entry = try explanation.entryID.map { try values(of: $0, explanation.kind, snapshot) }
      return ["values": entry ?? [], "sources": [explanation.json(provider)]]
    } catch let error as ExplanationRefused {
      throw AdminError("the IdP would be refused with \(error.message)")
    }
  }

  private func explainedEntry(
    _ arguments: AdminArguments, _ actor: AuditActor, _ snapshot: Snapshot
  ) throws -> JSON {
    let text = try arguments.required("user")
    let wanted = try arguments.text("provider").map { try provider($0).name }
    let users = try snapshot.entries(meantBy: text, .user)
    let (kind, meant) =
      users.isEmpty
      ? (EntryKind.group, try snapshot.entries(meantBy: text, .group)) : (.user, users)
    guard meant.count == 1, let id = meant.first else {
      throw meant.isEmpty ? unknown(text) : AdminError("'\(text)' names \(meant.count) entries", fix: "give the id")
    }
    let links = try snapshot.links(of: id).filter { wanted == nil || $0.provider.name == wanted }
    let sources = try links.compactMap { link -> JSON? in
      guard let record = try snapshot.source(link.provider.name, link.kind, id: link.sourceID) else { return nil }
      let provider = try provider(link.provider.name.description)
      return try endpoint(provider).explain(record, at: actor.at, snapshot).json(provider)
    }
    guard !sources.isEmpty else {
      throw AdminError("no source record stands behind '\(text)'\(wanted.map { " at \($0)" } ?? "")")
    }
    return ["values": try values(of: id, kind, snapshot), "sources": .array(sources)]
  }

  private func endpoint(_ provider: ProviderConfiguration) throws -> EndpointConfiguration {
    let assembly = EndpointAssembly(configuration)
    switch assembly.admission(provider) {
    case .ready(let dialect): return assembly.endpoint(provider, dialect, publicURL: configuration.publicURL)
    case .outOfService(let fault): throw AdminError(fault.message, fix: fault.fix)
    }
  }

  /// Each value of an entry with its origin: provider, time, mapping version, and whether that version is in force.
  private func values(of id: String, _ kind: EntryKind, _ snapshot: Snapshot) throws -> JSON {
    let entry = try kind == .user ? snapshot.user(id)?.told : snapshot.group(id)?.told
    guard let entry else { return [] }
    let inForce = Set(configuration.providers.map(\.mappingVersion))
    return .array(
      entry.values.map { name, value in
        var row: JSONObject = ["attribute": .string(name), "value": value]
        for (key, mark) in entry.provenance[name]?.object ?? [:] { row[key] = mark }
        row["inForce"] = row["mapping"]?.string.map { .bool(inForce.contains($0)) }
        return .object(row)
      })
  }
}

extension JSONObject {
  /// Whether a resource is a group: its schemas say so, or it has members.
  fileprivate var kind: EntryKind {
    let schemas = self["schemas"]?.array?.compactMap(\.string) ?? []
    return schemas.contains { $0.hasSuffix(":Group") } || member(ignoringCase: "members") != nil ? .group : .user
  }
}

extension DirectoryUser {
  fileprivate var told: (values: [JSONObject.Member], provenance: JSONObject) {
    (Array(attributes) + Array(custom), provenance)
  }
}

extension DirectoryGroup {
  fileprivate var told: (values: [JSONObject.Member], provenance: JSONObject) {
    (Array(attributes) + Array(custom), provenance)
  }
}
