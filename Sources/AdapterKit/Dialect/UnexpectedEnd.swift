import JSON
import SCIM

/// The knob `deactivateBy`: a user who goes in another way than this IdP's is carried out, with a note.
struct UnexpectedEnd: Deviation {
  let name = "deactivateBy"
  let rfc = "RFC 7644 §3.6"
  let facts = ["E-55", "K-17", "C-03"]
  let summary = "A user who goes in another way than this IdP's has a note."

  private let policy: LifecyclePolicy

  init(policy: LifecyclePolicy) { self.policy = policy }

  func normalize(_ request: inout AdapterRequest) {
    guard request.resourceType == .user, let note = note(request) else { return }
    request.note(note)
  }

  private func note(_ request: AdapterRequest) -> String? {
    switch policy.deactivateBy {
    case .any: nil
    case .active: request.method == "DELETE" ? "deleted a user, which this IdP isn't known to do (K-17)" : nil
    case .delete: deactivates(request) ? "deactivated a user, which this IdP isn't known to do (E-55)" : nil
    }
  }

  private func deactivates(_ request: AdapterRequest) -> Bool {
    guard let body = request.body?.object else { return false }
    guard request.isPatch else { return isInactive(body.member(ignoringCase: "active")?.value) }
    return (body.member(ignoringCase: "Operations")?.value.array ?? []).contains { operation in
      guard let operation = operation.object else { return false }
      let value = operation.member(ignoringCase: "value")?.value
      guard let path = operation.member(ignoringCase: "path")?.value.string else {
        return isInactive(value?.object?.member(ignoringCase: "active")?.value)
      }
      return equalIgnoringASCIICase(path, "active") && isInactive(value)
    }
  }

  private func isInactive(_ value: JSON?) -> Bool { value?.bool == false }
}
