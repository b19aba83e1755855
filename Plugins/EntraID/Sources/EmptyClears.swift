import AdapterKit
import JSON
import SCIM

/// An empty text where the RFC would have `remove`: of a manager (E-42), and of the `value` of a chosen element, which
/// takes the whole element with it (E-48).
enum EmptyClears {
  static func normalize(_ request: inout AdapterRequest) {
    guard let type = request.resourceType else { return }
    request.rewriteOperations { operation, notes in
      guard operation.op == "add" || operation.op == "replace", let value = operation.value else { return nil }
      let instead = operation.path.map { path in isEmpty(value) ? removal(path, type).map { [$0] } : nil }
      guard let operations = instead ?? split(operation, type) else { return nil }
      notes.append("read an empty value as remove (E-42, E-48)")
      return operations
    }
    dropEmptyManager(&request)
  }

  /// The removal that an empty value at `text` means; nil where it means an empty text.
  private static func removal(_ text: String, _ type: ResourceType) -> PatchOperation? {
    guard var path = PathText(text, of: type) else { return nil }
    if isManager(path), path.filter == nil { return PatchOperation(op: "remove", path: managerPath) }
    guard path.filter != nil, path.subAttribute?.lowercased() == "value", path.definition(in: type)?.multiValued == true
    else { return nil }
    path.subAttribute = nil
    return PatchOperation(op: "remove", path: path.text)
  }

  /// An operation without a path, each key that clears as an operation of its own (E-36).
  private static func split(_ operation: PatchOperation, _ type: ResourceType) -> [PatchOperation]? {
    guard operation.path == nil, let members = operation.value?.object else { return nil }
    var (left, removals) = (JSONObject(), [PatchOperation]())
    for member in members {
      guard isEmpty(member.value), let removal = removal(member.key, type) else {
        left[member.key] = member.value
        continue
      }
      removals.append(removal)
    }
    guard !removals.isEmpty else { return nil }
    return (left.isEmpty ? [] : [operation.with(value: .object(left))]) + removals
  }

  /// A manager that is empty in a whole user is none.
  private static func dropEmptyManager(_ request: inout AdapterRequest) {
    guard !request.isPatch, case .object(var body) = request.body,
      let place = body.member(ignoringCase: SCIMURN.enterpriseUser), case .object(var own) = place.value,
      let manager = own.member(ignoringCase: "manager"), isEmpty(manager.value)
    else { return }
    own[manager.key] = nil
    body[place.key] = .object(own)
    request.body = .object(body)
    request.note("left out an empty manager (E-42)")
  }

  private static let managerPath = SCIMURN.enterpriseUser + ":manager"

  private static func isManager(_ path: PathText) -> Bool {
    let isEnterprise = path.schema.map { equalIgnoringASCIICase($0, SCIMURN.enterpriseUser) } ?? true
    return isEnterprise && equalIgnoringASCIICase(path.attribute, "manager")
      && (path.subAttribute.map { equalIgnoringASCIICase($0, "value") } ?? true)
  }

  /// `""`, or an object or a list of one with nothing else as its value.
  private static func isEmpty(_ value: JSON) -> Bool {
    switch value {
    case .string(let text): text.isEmpty
    case .object(let members): members.member(ignoringCase: "value")?.value == .string("")
    case .array(let elements): elements.count == 1 && elements[0].array == nil && isEmpty(elements[0])
    default: false
    }
  }
}
