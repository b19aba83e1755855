internal import AdapterKit
internal import Directory
internal import JSON
internal import Mapping
internal import SCIM
internal import Store
internal import Text

/// The values by which a record is found without a scan: its unique name, `externalId`, and the matching attributes.
struct SourceKeys {
  private let configuration: EndpointConfiguration

  init(_ configuration: EndpointConfiguration) { self.configuration = configuration }

  func keys(of resource: JSONObject, _ kind: EntryKind) -> [SourceKey] {
    var seen = Set<SourceKey>()
    return paths(kind).flatMap { path in
      let name = Self.name(path)
      return path.values(in: resource).compactMap { value in
        Self.text(value).map {
          SourceKey(attribute: name, value: folded($0, path, kind), unique: isUnique(path, name, kind))
        }
      }
    }.filter { seen.insert($0).inserted }
  }

  /// The key that an equality of a filter asks for, or nil when none is kept.
  func key(_ path: AttributePath, _ value: JSON, _ kind: EntryKind) -> (attribute: String, value: String)? {
    guard path.filter == nil, let text = value.string else { return nil }
    let asked = Self.name(path)
    let isAsked = { (path: AttributePath) in path.filter == nil && Self.name(path) == asked }
    guard
      Self.names(kind).contains(asked) || matching(kind).contains(where: isAsked)
        || configuration.types.unique(kind).contains(where: isAsked)
    else { return nil }
    return (asked, folded(text, path, kind))
  }

  private func paths(_ kind: EntryKind) -> [AttributePath] {
    let own = Self.own(kind) + configuration.types.unique(kind)
    return own
      + matching(kind).filter { path in path.filter == nil && !own.contains { Self.name($0) == Self.name(path) } }
  }

  private static func own(_ kind: EntryKind) -> [AttributePath] { kind == .user ? userPaths : groupPaths }

  private func matching(_ kind: EntryKind) -> [AttributePath] {
    kind == .user ? configuration.mapping.userMatching : configuration.mapping.groupMatching
  }

  private static func text(_ value: JSON) -> String? {
    value.string ?? value.integer.map { String($0) } ?? value.number?.description
  }

  private func isUnique(_ path: AttributePath, _ name: String, _ kind: EntryKind) -> Bool {
    if path.schema != nil { return configuration.types.unique(kind).contains { Self.name($0) == name } }
    let answers = configuration.dialect.answers
    if name == "externalid" { return answers.externalIDs == .unique }
    return kind == .user ? name == "username" : name == "displayname" && answers.groupNames == .unique
  }

  private func folded(_ text: String, _ path: AttributePath, _ kind: EntryKind) -> String {
    configuration.types[kind].attribute(at: path)?.caseExact ?? true ? text : fold(text)
  }

  private static let userPaths = paths(["userName", "externalId"], .user)
  private static let groupPaths = paths(["displayName", "externalId"], .group)

  private static func names(_ kind: EntryKind) -> [String] { kind == .user ? userNames : groupNames }
  private static let userNames = userPaths.map(name)
  private static let groupNames = groupPaths.map(name)

  private static func paths(_ names: [String], _ type: ResourceType) -> [AttributePath] {
    names.compactMap { try? AttributePath(parsing: $0, for: type) }
  }

  private static func name(_ path: AttributePath) -> String {
    let attribute = path.subAttribute.map { "\(path.attribute).\($0)" } ?? path.attribute
    return (path.schema.map { "\($0):\(attribute)" } ?? attribute).lowercased()
  }
}
