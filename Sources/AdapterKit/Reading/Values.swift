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
  /// `rewrite` answers nil to leave a value, else what stands in its place, and adds its notes.
  mutating func rewriteValues(_ rewrite: (JSON, ValueSite, inout [String]) -> JSON?) {
    guard let type = resourceType else { return }
    if isPatch { return rewriteOperationValues(type, rewrite) }
    guard isCreate || isReplace, let members = body?.object else { return }
    var notes: [String] = []
    guard let new = rewritten(members, of: type, &notes, rewrite) else { return }
    body = .object(new)
    for text in notes { note(text) }
  }

  private mutating func rewriteOperationValues(
    _ type: ResourceType, _ rewrite: (JSON, ValueSite, inout [String]) -> JSON?
  ) {
    rewriteOperations { operation, notes in
      guard operation.op != "remove", let value = operation.value else { return nil }
      guard let text = operation.path else {
        let new = value.object.flatMap { rewritten($0, of: type, &notes, rewrite) }
        return new.map { [operation.with(value: .object($0))] }
      }
      guard let path = PathText(text, of: type) else { return nil }
      if path.attribute.isEmpty, let schema = path.schema.flatMap({ type.registered($0) }), let members = value.object {
        return rewritten(members, in: schema, &notes, rewrite).map { [operation.with(value: .object($0))] }
      }
      guard let target = path.target(in: type) else { return nil }
      let site = ValueSite(attribute: target, isElement: path.filter != nil && path.subAttribute == nil)
      return rewrite(value, site, &notes).map { [operation.with(value: $0)] }
    }
  }
}

private func rewritten(
  _ members: JSONObject, of type: ResourceType, _ notes: inout [String],
  _ rewrite: (JSON, ValueSite, inout [String]) -> JSON?
) -> JSONObject? {
  rewritten(members, &notes) { key, value, notes in
    if let schema = type.registered(key), let inner = value.object {
      return rewritten(inner, in: schema, &notes, rewrite).map { .object($0) }
    }
    return type.definition(of: key).flatMap { rewrite(value, ValueSite(attribute: $0), &notes) }
  }
}

private func rewritten(
  _ members: JSONObject, in schema: Schema, _ notes: inout [String],
  _ rewrite: (JSON, ValueSite, inout [String]) -> JSON?
) -> JSONObject? {
  rewritten(members, &notes) { key, value, notes in
    schema.attribute(key).flatMap { rewrite(value, ValueSite(attribute: $0), &notes) }
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
