import JSON
import SCIM

/// Where a value stands: the attribute that its schema declares.
struct ValueSite {
  /// The attribute, or sub-attribute, that the value is for.
  var attribute: SchemaAttribute
  /// Whether the value is one element of the attribute, chosen by a filter.
  var isElement = false

  /// Whether a list is expected.
  var takesList: Bool { attribute.multiValued && !isElement }
}

extension AdapterRequest {
  /// Rewrites the values that the body holds for attributes which a schema knows, in POST, PUT and PATCH alike.
  /// `rewrite` answers nil to leave a value, else what stands in its place, and adds its notes. In an object the schema
  /// is asked only for names and values that `candidate` lets pass: a form is for few of them.
  mutating func rewriteValues(
    where candidate: (String, JSON) -> Bool, _ rewrite: (JSON, ValueSite, inout [String]) -> JSON?
  ) {
    guard let members = body?.object, isPatch || isCreate || isReplace, let type = resourceType else { return }
    if isPatch { return rewriteOperationValues(type, candidate, rewrite) }
    var notes: [String] = []
    guard let new = rewritten(members, of: type, &notes, candidate, rewrite) else { return }
    body = .object(new)
    for text in notes { note(text) }
  }

  private mutating func rewriteOperationValues(
    _ type: ResourceType, _ candidate: (String, JSON) -> Bool,
    _ rewrite: (JSON, ValueSite, inout [String]) -> JSON?
  ) {
    rewriteOperations { operation, notes in
      guard operation.op != "remove", let value = operation.value else { return nil }
      guard let text = operation.path else {
        let new = value.object.flatMap { rewritten($0, of: type, &notes, candidate, rewrite) }
        return new.map { [operation.with(value: .object($0))] }
      }
      guard let path = PathText(text, of: type) else { return nil }
      if path.attribute.isEmpty, let schema = path.schema.flatMap({ type.registered($0) }), let members = value.object {
        return rewritten(members, in: schema, &notes, candidate, rewrite).map { [operation.with(value: .object($0))] }
      }
      guard let target = path.target(in: type) else { return nil }
      let site = ValueSite(attribute: target, isElement: path.filter != nil && path.subAttribute == nil)
      return rewrite(value, site, &notes).map { [operation.with(value: $0)] }
    }
  }
}

private func rewritten(
  _ members: JSONObject, of type: ResourceType, _ notes: inout [String],
  _ candidate: (String, JSON) -> Bool, _ rewrite: (JSON, ValueSite, inout [String]) -> JSON?
) -> JSONObject? {
  rewritten(members, &notes) { key, value, notes in
    if value.object != nil, let schema = type.registered(key), let inner = value.object {
      return rewritten(inner, in: schema, &notes, candidate, rewrite).map { .object($0) }
    }
    guard candidate(key, value) else { return nil }
    return type.definition(of: key).flatMap { rewrite(value, ValueSite(attribute: $0), &notes) }
  }
}

private func rewritten(
  _ members: JSONObject, in schema: Schema, _ notes: inout [String],
  _ candidate: (String, JSON) -> Bool, _ rewrite: (JSON, ValueSite, inout [String]) -> JSON?
) -> JSONObject? {
  rewritten(members, &notes) { key, value, notes in
    guard candidate(key, value) else { return nil }
    return schema.attribute(key).flatMap { rewrite(value, ValueSite(attribute: $0), &notes) }
  }
}

private func rewritten(
  _ members: JSONObject, _ notes: inout [String], _ rewrite: (String, JSON, inout [String]) -> JSON?
) -> JSONObject? {
  var (copy, changed) = (members, false)
  for member in members {
    guard let new = rewrite(member.key, member.value, &notes) else { continue }
    copy[member.key] = new
    changed = true
  }
  return changed ? copy : nil
}
