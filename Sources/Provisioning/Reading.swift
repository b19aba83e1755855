internal import AdapterKit
internal import Directory
internal import JSON
internal import SCIM
internal import Store

extension ProvisioningEndpoint {
  /// `GET /Users/{id}` (RFC 7644 §3.4.1), 304 when `If-None-Match` names the version (§3.14).
  func read(_ kind: EntryKind, _ id: String, _ asked: SCIMRequest) throws -> SCIMAnswer {
    let projection = try asked.projection(configuration.types[kind])
    return try store.read { snapshot in
      if kind == .user, let answer = try verbatim(id, asked, projection, snapshot) { return answer }
      guard let record = try configuration.shown(kind, id, snapshot) else {
        throw SCIMError.unknown(kind.resourceType.name, id)
      }
      return try unmodified(record, asked) ?? answer(200, record, projection, snapshot)
    }
  }

  /// 304 when `If-None-Match` names the record's version.
  func unmodified(_ record: SourceRecord, _ asked: SCIMRequest) -> SCIMAnswer? {
    let tag = EntityTag(version: record.version)
    guard let field = asked.header("If-None-Match"), EntityTag.matches(ifNoneMatch: field, current: tag) else {
      return nil
    }
    return SCIMAnswer(status: 304, headers: [AdapterHeader("ETag", tag.description)])
  }

  /// Whether a read brings so many members that it would hold up the requests behind it.
  func hasManyMembers(_ kind: EntryKind, _ id: String, _ asked: SCIMRequest) throws -> Bool {
    guard kind == .group, try asked.projection(configuration.types.group).includes("members") else { return false }
    return try store.read { try $0.memberCount(of: id, configuration.identity.name) } > 1000
  }

  /// A resource as the answer to a request, its members apart.
  func answer(
    _ status: Int, _ record: SourceRecord, _ projection: Projection, _ snapshot: Snapshot, isWrite: Bool = false
  ) throws -> SCIMAnswer {
    let renderer = ResourceRenderer(configuration, projection, isWrite: isWrite)
    return SCIMAnswer(
      status: status, headers: identityHeaders(record, status), body: try renderer.json(record, snapshot),
      members: try renderer.members(record, snapshot))
  }

  /// `ETag`, and for what was made `Location`.
  func identityHeaders(_ record: SourceRecord, _ status: Int) -> [AdapterHeader] {
    let tag = AdapterHeader("ETag", EntityTag(version: record.version).description)
    guard status == 201 else { return [tag] }
    return [AdapterHeader("Location", configuration.location(of: record)), tag]
  }

  /// `/ServiceProviderConfig`, `/ResourceTypes`, `/Schemas` (RFC 7644 §4).
  func discover(_ asked: SCIMRequest) throws -> SCIMAnswer {
    if asked.query.contains(where: { equalIgnoringASCIICase($0.name, "filter") }) {
      throw SCIMError(status: 403, detail: "discovery takes no filter (RFC 7644 §4)")
    }
    return SCIMAnswer(status: 200, body: try discovered(asked.route))
  }

  private func discovered(_ route: EndpointRoute) throws -> JSON {
    let base = configuration.baseURL
    switch route {
    case .resourceTypes(nil): return list(resourceTypes)
    case .resourceTypes(let name?): return try one(resourceTypes, "ResourceType", name)
    case .schemas(nil): return list(schemas)
    case .schemas(let id?): return try one(schemas, "Schema", id)
    default:
      return Discovery.serviceProviderConfig(
        location: "\(base)/ServiceProviderConfig", features: configuration.features)
    }
  }

  private var resourceTypes: [JSON] {
    Discovery.resourceTypes(base: configuration.baseURL, types: configuration.shownTypes.all)
  }

  private var schemas: [JSON] {
    Discovery.schemas(
      base: configuration.baseURL, types: configuration.shownTypes.all, view: configuration.schemaView)
  }

  private func list(_ documents: [JSON]) -> JSON {
    ListResponse.json(resources: documents, total: documents.count, startIndex: 1)
  }

  private func one(_ documents: [JSON], _ type: String, _ name: String) throws -> JSON {
    guard let found = documents.first(where: { equalIgnoringASCIICase($0["id"]?.string ?? "", name) }) else {
      throw SCIMError.unknown(type, name)
    }
    return found
  }
}
