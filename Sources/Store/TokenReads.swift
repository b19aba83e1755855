public import Directory
import SQL

extension Snapshot {
  /// The tokens of a provider, or all, by provider and slot.
  public func tokens(_ provider: ProviderName? = nil) throws -> [TokenRow] {
    guard let provider else {
      return try rows("SELECT \(TokenRow.columns) FROM scim_token ORDER BY provider, slot", [], TokenRow.init)
    }
    return try rows(
      "SELECT \(TokenRow.columns) FROM scim_token WHERE provider = ? ORDER BY slot", [.provider(provider)],
      TokenRow.init)
  }

  /// The token with that public id.
  public func token(id: String) throws -> TokenRow? {
    try first("SELECT \(TokenRow.columns) FROM scim_token WHERE id = ?", [.text(id)], TokenRow.init)
  }

  /// The deleted token that had that digest.
  public func deletedToken(digest: [UInt8]) throws -> DeletedToken? {
    try first(
      "SELECT id, provider, deleted FROM token_tombstone WHERE digest = ? ORDER BY deleted DESC LIMIT 1",
      [.blob(digest)]
    ) { DeletedToken(id: try $0.text(0), provider: try $0.provider(1), deleted: try $0.timestamp(2)) }
  }
}
