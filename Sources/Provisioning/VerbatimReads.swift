internal import AdapterKit
internal import Directory
internal import JSON
internal import SCIM
internal import Store

/// Answers about one user that hold what is stored: to a create, to reads by id, and to one equality of a kept name.
///
/// Everything else, and whatever isn't found here, goes the long way.
extension ProvisioningEndpoint {
  /// The answer to `GET /Users/{id}`; nil when it has to be rendered, or nobody is there.
  func verbatim(
    _ id: String, _ asked: SCIMRequest, _ projection: Projection, _ snapshot: Snapshot
  ) throws -> SCIMAnswer? {
    guard projection.isDefault, passesOn,
      let source = try snapshot.unreadSource(configuration.identity.name, .user, id: id)
    else { return nil }
    if let answer = unmodified(source.record, asked) { return answer }
    var text: [UInt8] = []
    guard try append(source, snapshot, to: &text) else { return nil }
    return SCIMAnswer(status: 200, headers: identityHeaders(source.record, 200), text: text)
  }

  /// The answer to a filter that its key alone decides; nil when it has to be evaluated or rendered.
  func verbatim(_ query: EndpointQuery, count: Int, _ snapshot: Snapshot) throws -> SCIMAnswer? {
    guard let key = query.decidingKey, count > 0, passesOn,
      configuration.dialect.answers.probeSeedUser == .off
    else { return nil }
    let sources = try snapshot.unreadSources(
      configuration.identity.name, .user, attribute: key.attribute, value: key.value, limit: 2)
    // An externalId may be that of several.
    guard sources.count < 2 else { return nil }
    var text: [UInt8] = []
    text.append(contentsOf: ListResponse.head(total: sources.count, startIndex: 1, items: sources.count).utf8)
    for source in sources { guard try append(source, snapshot, to: &text) else { return nil } }
    text.append(contentsOf: "]}".utf8)
    return SCIMAnswer(status: 200, text: text)
  }

  /// The answer to a create; its groups may have waited for the user.
  func verbatim(
    made record: SourceRecord, _ projection: Projection, _ snapshot: Snapshot
  ) throws -> SCIMAnswer? {
    guard record.kind == .user, projection.isDefault, passesOn else { return nil }
    let groups = try ResourceRenderer(configuration, .all).groups(record, snapshot)
    var text: [UInt8] = []
    guard append(record, JSON.object(record.body).description, groups, to: &text) else { return nil }
    return SCIMAnswer(status: 201, headers: identityHeaders(record, 201), text: text)
  }

  /// Whether users are shown as they are stored, unless somebody asks for less.
  private var passesOn: Bool { !configuration.dialect.rendersReads && configuration.types.showsExtensionsOfUsers }

  private func append(_ source: UnreadSource, _ snapshot: Snapshot, to text: inout [UInt8]) throws -> Bool {
    let groups = source.isMember ? try ResourceRenderer(configuration, .all).groups(source.record, snapshot) : []
    return append(source.record, source.body, groups, to: &text)
  }

  private func append(_ record: SourceRecord, _ body: String, _ groups: [JSON], to text: inout [UInt8]) -> Bool {
    text.reserveCapacity(text.count + body.utf8.count + 512)
    let location = configuration.location(of: record)
    return VerbatimUser(record: record, body: body, groups: groups, location: location).write(to: &text)
  }
}

extension EndpointQuery {
  /// The key whose one value every match has and nobody else: the filter need not be evaluated then, nor anything sorted.
  fileprivate var decidingKey: (attribute: String, value: String)? {
    guard parts.count == 1, let part = parts.first, part.kind == .user, list.sortBy == nil, list.startIndex == 1,
      part.list.projection.isDefault, case .compare(_, .eq, .string)? = part.list.filter,
      case .key(let attribute, let value) = part.plan, attribute == "username" || attribute == "externalid"
    else { return nil }
    return (attribute, value)
  }
}
