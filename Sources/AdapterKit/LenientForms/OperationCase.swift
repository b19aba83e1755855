import JSON

/// `Add`, `Replace`, `Remove`: the RFC spells them in lower case, Entra ID's legacy jobs don't (E-31).
struct OperationCase: Deviation {
  let name = "operationCase"
  let rfc = "RFC 7644 §3.5.2"
  let facts = ["E-31", "E-03"]
  let summary = "op is read in any case."
  let readsBodiesAlone = true

  func normalize(_ request: inout AdapterRequest) {
    request.rewriteOperations { operation, notes in
      guard let written = operation.object["op"]?.string, written != operation.op,
        ["add", "remove", "replace"].contains(operation.op)
      else { return nil }
      var object = operation.object
      object["op"] = .string(operation.op)
      notes.append("read op \(JSON.string(written)) as \(operation.op) (E-31)")
      return [PatchOperation(object)]
    }
  }
}
