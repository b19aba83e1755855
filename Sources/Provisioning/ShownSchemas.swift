internal import Mapping
internal import SCIM

extension EndpointConfiguration {
  /// The resource types that `/ResourceTypes` and `/Schemas` show: the endpoint's own, and those attributes of other
  /// extensions that the mapping reads, since they are taken though nobody declared them.
  var shownTypes: ResourceTypes {
    types.adding(
      toUsers: undeclared(mapping.userReads, besides: types.user),
      toGroups: undeclared(mapping.groupReads, besides: types.group))
  }

  private func undeclared(_ reads: [AttributePath], besides type: ResourceType) -> [Schema] {
    let known = type.extensions.map { $0.id.lowercased() }
    var schemas: [Schema] = []
    for path in reads {
      guard let urn = path.schema, !known.contains(urn.lowercased()) else { continue }
      let place = schemas.firstIndex { $0.id.lowercased() == urn.lowercased() } ?? schemas.endIndex
      if place == schemas.endIndex { schemas.append(.undeclared(urn)) }
      schemas[place].add(path)
    }
    return schemas
  }
}

extension Schema {
  fileprivate static func undeclared(_ urn: String) -> Schema {
    let name = urn.split(separator: ":").last.map(String.init) ?? urn
    return Schema(
      id: urn, name: name, description: "What the mapping reads of an extension that isn't declared.", attributes: [])
  }

  /// Adds what a path reads: a text, or an object with the part that is read; a list where a filter chooses from it.
  fileprivate mutating func add(_ path: AttributePath) {
    guard attribute(path.attribute) == nil else { return }
    let part = path.subAttribute.map { [SchemaAttribute($0, "What the mapping reads.")] } ?? []
    attributes.append(
      SchemaAttribute(
        path.attribute, kind: part.isEmpty ? .string : .complex, multiValued: path.filter != nil, subAttributes: part,
        "What the mapping reads."))
  }
}
