import JSON
import SCIM

/// The values of a custom extension's list, each wrapped: `[{"value":"ZRH"}]` for `["ZRH"]` (E-46).
struct WrappedPrimitives: Deviation {
  let name = "wrappedPrimitives"
  let rfc = "RFC 7643 §2.4"
  let facts = ["E-46"]
  let summary =
    "A list of objects with nothing but a value, in an extension that isn't registered, is a list of values."

  private let note = "took the values of a custom list out of their wrapping (E-46)"

  func normalize(_ request: inout AdapterRequest) {
    guard let type = request.resourceType else { return }
    request.rewriteOperations { operation, notes in
      guard let new = Self.unwrapped(operation, type) else { return nil }
      notes.append(note)
      return [new]
    }
    guard request.isCreate || request.isReplace, let body = request.body?.object,
      let new = Self.unwrapped(body, type)
    else { return }
    request.body = .object(new)
    request.note(note)
  }

  private static func unwrapped(_ operation: PatchOperation, _ type: ResourceType) -> PatchOperation? {
    guard operation.op != "remove", let value = operation.value else { return nil }
    guard let text = operation.path else {
      return value.object.flatMap { unwrapped($0, type) }.map { operation.with(value: .object($0)) }
    }
    guard let path = PathText(text, of: type), let urn = path.schema, isForeign(urn, type), path.filter == nil,
      path.subAttribute == nil
    else { return nil }
    return primitives(in: value).map { operation.with(value: $0) }
  }

  private static func unwrapped(_ members: JSONObject, _ type: ResourceType) -> JSONObject? {
    var (copy, changed) = (members, false)
    for (urn, value) in members where isForeign(urn, type) {
      guard case .object(var own) = value else { continue }
      for member in own {
        guard let primitives = primitives(in: member.value) else { continue }
        own[member.key] = primitives
        changed = true
      }
      copy[urn] = .object(own)
    }
    return changed ? copy : nil
  }

  private static func isForeign(_ urn: String, _ type: ResourceType) -> Bool {
    urn.utf8.prefix(4).elementsEqual("urn:".utf8) && !type.schemas.contains { equalIgnoringASCIICase($0.id, urn) }
  }

  private static func primitives(in value: JSON) -> JSON? {
    guard let elements = value.array, !elements.isEmpty else { return nil }
    let inner = elements.compactMap { element in
      element.object.flatMap { $0.count == 1 ? $0["value"] : nil }.flatMap { $0.isScalar ? $0 : nil }
    }
    return inner.count == elements.count ? .array(inner) : nil
  }
}
