public import Directory
public import JSON
import SQL
public import Text

/// An attribute mapping that came into force for a provider, with the files that it was made of.
public struct AppliedMapping: Sendable, Hashable {
  /// Whose mapping it is.
  public var provider: ProviderName
  /// The version of the compiled mapping.
  public var version: String
  /// The settings that decide about directory entries, as one text.
  public var settings: String
  /// When it came into force.
  public var at: Timestamp
  /// Who brought it into force.
  public var actor: String
  /// Why: `start`, `apply`, `rollback to …`.
  public var reason: String
  /// The files' texts, by the paths under which the host knows them.
  public var files: JSONObject

  /// Makes a mapping of its parts.
  public init(
    provider: ProviderName, version: String, settings: String, at: Timestamp, actor: String, reason: String,
    files: JSONObject
  ) {
    self.provider = provider
    self.version = version
    self.settings = settings
    self.at = at
    self.actor = actor
    self.reason = reason
    self.files = files
  }

  /// How many are kept of one provider; the oldest go.
  public static let kept = 100
}

extension Snapshot {
  /// The mappings that a provider had, the one in force first.
  public func appliedMappings(of provider: ProviderName, limit: Int = AppliedMapping.kept) throws -> [AppliedMapping] {
    try rows(
      """
      SELECT provider, version, settings, at, actor, reason, files FROM applied_mapping
      WHERE provider = ? ORDER BY position DESC LIMIT ?
      """, [.provider(provider), .count(limit)]
    ) { row in
      AppliedMapping(
        provider: try row.provider(0), version: try row.text(1), settings: try row.text(2), at: try row.timestamp(3),
        actor: try row.text(4), reason: try row.text(5), files: try row.object(6))
    }
  }

  /// The mapping that a provider's directory entries were last brought under.
  public func appliedMapping(of provider: ProviderName) throws -> AppliedMapping? {
    try appliedMappings(of: provider, limit: 1).first
  }
}

extension Application {
  func insert(_ mapping: AppliedMapping) throws {
    try connection.execute(
      """
      INSERT INTO applied_mapping(provider, version, settings, at, actor, reason, files) VALUES(?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .provider(mapping.provider), .text(mapping.version), .text(mapping.settings), .time(mapping.at),
        .text(mapping.actor), .text(mapping.reason), .json(mapping.files),
      ])
    try connection.execute(
      """
      DELETE FROM applied_mapping WHERE provider = ? AND position <= (
        SELECT position FROM applied_mapping WHERE provider = ? ORDER BY position DESC LIMIT 1 OFFSET ?)
      """,
      [.provider(mapping.provider), .provider(mapping.provider), .count(AppliedMapping.kept)])
  }
}
