import JSON

/// What surrounds the operations of a PATCH: `operations`, names in any case, a null path, members that mean nothing.
struct OperationEnvelope: Deviation {
  let name = "operationEnvelope"
  let rfc = "RFC 7644 §3.5.2"
  let facts = ["E-50", "L-12", "A-07"]
  let summary =
    "operations is Operations, a null or empty path is none, and members that a PATCH doesn't have are ignored."
  let readsBodiesAlone = true

  func normalize(_ request: inout AdapterRequest) {
    guard request.isPatch, case .object(let body) = request.body,
      let list = body.member(ignoringCase: "Operations"), let operations = list.value.array
    else { return }
    let cleaned = operations.map { Self.clean($0) }
    let strangers = body.keys.filter { !Self.belongs($0, to: ["schemas", "Operations"]) }
    guard list.key != "Operations" || !strangers.isEmpty || cleaned.contains(where: { $0 != nil }) else { return }
    var new = JSONObject()
    new["schemas"] = body.member(ignoringCase: "schemas")?.value
    new["Operations"] = .array(zip(operations, cleaned).map { $1 ?? $0 })
    request.body = .object(new)
    request.note(
      strangers.isEmpty
        ? "read the PATCH in the RFC's spelling (E-50, L-12, A-07)"
        : "ignored \(strangers.joined(separator: ", ")) beside the operations (E-50)")
  }

  /// The operation in the RFC's spelling; nil when it has it.
  private static func clean(_ json: JSON) -> JSON? {
    guard let object = json.object else { return nil }
    var new = JSONObject()
    for member in object {
      let key = member.key.lowercased()
      guard ["op", "path", "value"].contains(key) else { continue }
      if key == "path", member.value.isNull || member.value == .string("") { continue }
      new[key] = member.value
    }
    return new.keys == object.keys ? nil : .object(new)
  }

  private static func belongs(_ key: String, to names: [String]) -> Bool {
    names.contains { equalIgnoringASCIICase($0, key) }
  }
}
