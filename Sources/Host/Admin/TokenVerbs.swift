public import Directory
internal import JSON
internal import Store
internal import Text
internal import Tokens

extension Administration {
  /// `token.new|list|activate|deactivate|renew|delete|test`.
  func tokenVerb(_ verb: String, _ arguments: AdminArguments, _ actor: AuditActor) async throws -> JSON {
    let provider = try provider(try arguments.required("provider"))
    switch verb {
    case "token.new":
      let issued = try await tokens.issue(
        for: provider.identity, label: arguments.text("label"), expires: try expiry(arguments, actor), by: actor)
      return shownOnce(issued, provider)
    case "token.renew":
      let id = try arguments.required("id")
      let issued = try await tokens.renew(id, of: provider.identity, expires: try expiry(arguments, actor), by: actor)
      return shownOnce(issued, provider)
    case "token.activate":
      return described(
        try await tokens.activate(try arguments.required("id"), of: provider.identity, by: actor), provider)
    case "token.deactivate":
      return described(
        try await tokens.deactivate(try arguments.required("id"), of: provider.identity, by: actor), provider)
    case "token.delete":
      return described(
        try await tokens.delete(try arguments.required("id"), of: provider.identity, by: actor), provider)
    case "token.test": return shownOnce(try await tokens.issueForTest(of: provider.identity, by: actor), provider)
    case "token.list": return .array(tokens.current.tokens(of: provider.name).map { described($0, provider) })
    default: throw AdminError("there is no verb '\(verb)'")
    }
  }

  private func expiry(_ arguments: AdminArguments, _ actor: AuditActor) throws -> Timestamp? {
    guard let text = arguments.text("expires") else { return nil }
    guard let time = Timestamp(dayOrInstant: text) else {
      throw AdminError("'\(text)' is not a date", fix: "write it as 2027-01-31 or 2027-01-31T12:00:00Z")
    }
    guard time > actor.at else { throw AdminError("'\(text)' is over already", fix: "choose a later date") }
    return time
  }

  private func shownOnce(_ issued: IssuedToken, _ provider: ProviderConfiguration) -> JSON {
    [
      "id": .string(issued.row.id), "provider": .string(provider.name.description),
      "token": .string(issued.secret.text), "url": .string(configuration.endpointURL(provider.name)),
      "state": .string(issued.row.state.rawValue), "createdAt": .string(issued.row.created.description),
      "expiresAt": issued.row.expires.map { .string($0.description) } ?? .null,
    ]
  }

  private func described(_ row: TokenRow, _ provider: ProviderConfiguration) -> JSON {
    [
      "id": .string(row.id), "provider": .string(provider.name.description), "slot": JSON(row.slot),
      "state": .string(row.state.rawValue), "label": row.label.map { .string($0) } ?? .null,
      "url": .string(configuration.endpointURL(provider.name)), "createdAt": .string(row.created.description),
      "createdBy": .string(row.createdBy), "expiresAt": row.expires.map { .string($0.description) } ?? .null,
      "lastUsedAt": row.lastUsed.map { .string($0.description) } ?? .null,
      "lastUsedFrom": row.lastUsedFrom.map { .string($0) } ?? .null,
    ]
  }
}

extension HostConfiguration {
  /// `<publicURL>/scim/v2/<provider>`: the *Tenant URL* in Entra, the *SCIM connector base URL* in Okta.
  public func endpointURL(_ provider: ProviderName) -> String { "\(publicURL)/scim/v2/\(provider)" }
}
