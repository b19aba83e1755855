public import JSON

/// What a mapping made of one source record.
public struct Mapped: Sendable {
  /// The directory entry's attributes, by their names in `DirectorySchema`.
  public var attributes: JSONObject = [:]
  /// Its attributes of type IDP.
  public var custom: JSONObject = [:]
  /// The expression behind each attribute that was made just now; one that kept its value isn't in it.
  public var provenance: [String: String] = [:]
  /// Required attributes that are empty, and attributes whose rule exceeded a limit, in the rules' order.
  public var missing: [String] = []
  /// The rule that gave nothing although it says `onEmpty: fail`; the first of several.
  public var failure: (attribute: String, rule: String)?
  /// What an administrator may want to know, in sentences.
  public var notes: [String] = []

  /// Whether the source record has a directory entry at all (`provision when:`).
  public var isInScope = true

  /// What `missing` calls a scope that couldn't be judged within its limit.
  static let scope = "provision when"

  /// Whether nothing says if the entry is active, since the scope or the rule of `active` exceeded its limit.
  public var isActiveUnknown: Bool { missing.contains(Self.scope) || missing.contains("active") }

  /// Nothing yet.
  public init() {}
}
