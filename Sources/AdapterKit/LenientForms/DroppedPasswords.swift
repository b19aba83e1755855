import JSON
import SCIM

/// Passwords come with every create, and with password sync (K-08, K-18); the directory never stores one.
struct DroppedPasswords: Deviation {
  let name = "droppedPasswords"
  let rfc = "RFC 7643 §4.1.1"
  let facts = ["K-08", "K-18"]
  let summary = "A password is dropped from bodies, paths and values, with a note."
  let readsBodiesAlone = true

  private let note = "dropped the password: it is never stored (K-08, K-18)"

  func normalize(_ request: inout AdapterRequest) {
    guard request.body != nil, request.isAboutUsers, let type = request.resourceType else { return }
    request.rewriteOperations { operation, notes in
      guard let instead = Self.withoutPassword(operation, type) else { return nil }
      notes.append(note)
      return instead
    }
    guard request.isCreate || request.isReplace, case .object(var members) = request.body,
      let password = members.member(ignoringCase: "password")
    else { return }
    members[password.key] = nil
    request.body = .object(members)
    request.note(note)
  }

  private static func withoutPassword(_ operation: PatchOperation, _ type: ResourceType) -> [PatchOperation]? {
    if let path = operation.path {
      return PathText(path, of: type)?.isCore("password", of: type) == true ? [] : nil
    }
    guard var members = operation.value?.object, let password = members.member(ignoringCase: "password") else {
      return nil
    }
    members[password.key] = nil
    return members.isEmpty ? [] : [operation.with(value: .object(members))]
  }
}
