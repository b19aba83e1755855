public import JSON

/// What a write makes of a resource.
public struct Edited: Sendable, Hashable {
  /// The resource in its normal form, without `id`, `meta`, `groups`, `members` and `password`.
  public var resource: JSONObject
  /// The changes of a group's members, in order; they are kept apart from the resource.
  public var members: [MemberChange]
  /// What was left out, for the log and for explain.
  public var notes: [String]
}

/// What one request may hold.
enum WriteLimits {
  static let operations = 1_000
  static let members = 20_000
  static let attributes = 1_000
  static let values = 5_000
  static let text = 64 * 1024
  static let userName = 1024
  static let depth = 32
}
