public import Directory
public import JSON
public import SCIM
public import Text

/// A compiled attribute mapping: makes directory entries of source records, and knows nothing of the world.
///
/// Pure, total and bounded: the same source record, previous entry and clock give the same result within 10 ms.
public struct AttributeMapping: Sendable {
  let users: Section
  let groups: Section
  let tables: LookupTables
  let examples: [Example]

  /// The rules for users and then those for groups, in the order in which they run; built-in ones left out.
  public var rules: [Rule] { (users.rules + groups.rules).filter { $0.place != nil } }

  /// The attributes by which this IdP looks users up (`matching:`).
  public var userMatching: [AttributePath] { users.matching }

  /// The attributes by which this IdP looks groups up (`matching:`).
  public var groupMatching: [AttributePath] { groups.matching }

  /// What a value of `manager` names a user by.
  public var managerReference: ReferenceKey { users.rules.lazy.compactMap(\.reference).first ?? .id }

  /// Stable text of the compiled whole, base included: the same as long as the mapping does the same.
  public var canonicalText: String {
    let tables = tables.all.map(\.canonicalText).sorted()
    return ([users.canonicalText, groups.canonicalText] + tables).map { $0 + "\n" }.joined()
  }

  /// Makes a directory user of a source record; `previous` is nil when the user is new.
  public func user(from source: JSONObject, previous: DirectoryUser?, at clock: Timestamp) -> Mapped {
    let previous = previous.map { Previous(attributes: $0.attributes, custom: $0.custom) }
    var application = Application(users, source: source, previous: previous, clock: clock)
    return application.run()
  }

  /// Makes a directory group of a source record; `previous` is nil when the group is new.
  public func group(from source: JSONObject, previous: DirectoryGroup?, at clock: Timestamp) -> Mapped {
    let previous = previous.map { Previous(attributes: $0.attributes, custom: $0.custom) }
    var application = Application(groups, source: source, previous: previous, clock: clock)
    return application.run()
  }
}

extension AttributeMapping {
  /// The attributes of type IDP that it declares for users, in the order in which their rules run.
  public var userCustomNames: [String] { users.rules.filter(\.isCustom).map(\.attribute) }
}
