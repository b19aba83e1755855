internal import AdapterKit
internal import Directory
internal import JSON
internal import SCIM
internal import Store
internal import Text

/// Writes source records as SCIM resources: what the provider wrote, and what the host adds to it.
struct ResourceRenderer {
  private let configuration: EndpointConfiguration
  private let projection: Projection
  private let isWrite: Bool

  /// `isWrite` when the answer is to a write: some dialects want members on reads only (`memberEcho`).
  init(_ configuration: EndpointConfiguration, _ projection: Projection, isWrite: Bool = false) {
    self.configuration = configuration
    self.projection = projection
    self.isWrite = isWrite
  }

  /// The resource without `members`; a user's `groups` are filled only where they are returned.
  func json(_ record: SourceRecord, _ snapshot: Snapshot) throws -> JSON {
    var resource = plain(record)
    let meta = resource["meta"]
    resource["meta"] = nil
    if record.kind == .user, projection.includes("groups") {
      let groups = try groups(record, snapshot)
      if !groups.isEmpty { resource["groups"] = .array(groups) }
    }
    resource["meta"] = meta
    return .object(projection.apply(resource))
  }

  /// The resource with what needs no further look into the store: id and meta.
  func plain(_ record: SourceRecord) -> JSONObject {
    var resource = JSONObject()
    resource["schemas"] = record.body["schemas"]
    resource["id"] = .string(record.id)
    for (key, value) in record.body where key != "schemas" { resource[key] = value }
    resource["meta"] = .object(Self.meta(of: record, location: configuration.location(of: record)))
    return resource
  }

  /// What the host knows of a resource (RFC 7643 §3.1).
  static func meta(of record: SourceRecord, location: String) -> JSONObject {
    [
      "resourceType": .string(record.kind.resourceType.name), "created": .string(record.created.description),
      "lastModified": .string(record.updated.description), "location": .string(location),
      "version": .string(EntityTag(version: record.version).description),
    ]
  }

  /// A group's members as they were written; nil where they aren't returned, and then none is read.
  func members(_ record: SourceRecord, _ snapshot: Snapshot) throws -> [JSON]? {
    guard record.kind == .group, projection.includes("members"), echoesMembers else { return nil }
    let members = try allMembers(record, snapshot)
    return members.isEmpty ? nil : members
  }

  /// Every member of a group, whether it is returned or not.
  func allMembers(_ record: SourceRecord, _ snapshot: Snapshot) throws -> [JSON] {
    try snapshot.members(of: record.id, record.provider, limit: .max).map { member($0.member) }
  }

  /// The groups of a user, whether they are returned or not.
  func groups(_ record: SourceRecord, _ snapshot: Snapshot) throws -> [JSON] {
    try snapshot.groups(of: record).map(group)
  }

  private var echoesMembers: Bool {
    switch configuration.dialect.answers.memberEcho {
    case .none: false
    case .param: !isWrite || !projection.isDefault
    case .full: true
    }
  }

  /// A member as it is written in an answer.
  func member(_ member: StoredMember) -> JSON {
    var object: JSONObject = ["value": .string(member.value)]
    if let display = member.display { object["display"] = .string(display) }
    if let type = member.type { object["type"] = .string(type) }
    if member.isOurs {
      let type = member.type == "Group" ? ResourceType.group : .user
      object["$ref"] = .string("\(configuration.baseURL)\(type.endpoint)/\(member.value)")
    }
    return .object(object)
  }

  private func group(_ group: GroupReference) -> JSON {
    [
      "value": .string(group.id), "$ref": .string("\(configuration.baseURL)/Groups/\(group.id)"),
      "display": .string(group.displayName ?? ""), "type": "direct",
    ]
  }
}

extension StoredMember {
  /// Whether the value has the form of an id that this host gave: only then there is something to refer to.
  fileprivate var isOurs: Bool {
    let bytes = value.utf8
    return bytes.count == 36 && bytes.dropFirst(14).first == UInt8(ascii: "7")
  }
}

extension EndpointConfiguration {
  /// Where a resource is, from the configured public URL alone, never from a request's Host.
  func location(of record: SourceRecord) -> String {
    "\(baseURL)\(record.kind.resourceType.endpoint)/\(record.id)"
  }
}
