import JSON
import SCIM

/// Keys of a value without a path that are paths themselves: dotted, with a URN, filtered (E-36).
///
/// Each becomes an operation of its own; what the RFC allows as a key stays where it is and goes first, so that the
/// order of the keys doesn't matter. Nested objects merge there (RFC 7644 §3.5.2.3).
struct KeysAsPaths: Deviation {
  let name = "keysAsPaths"
  let rfc = "RFC 7644 §3.5.2.1"
  let facts = ["E-36", "E-37", "E-39", "K-12"]
  let summary = "A key like name.givenName or urn:…:User:department in a value without a path is read as a path."
  let readsBodiesAlone = true

  func normalize(_ request: inout AdapterRequest) {
    guard request.isPatch, let type = request.resourceType else { return }
    request.rewriteOperations { operation, notes in
      guard operation.path == nil, operation.op == "add" || operation.op == "replace",
        let members = operation.value?.object
      else { return nil }
      var keys = SplitKeys(type)
      keys.read(members)
      guard !keys.paths.isEmpty else { return nil }
      let sorted = keys.paths.sorted { $0.path < $1.path }
      notes.append("read the keys \(sorted.map(\.path).joined(separator: ", ")) as paths (E-36)")
      let own = sorted.map { operation.with(path: $0.path).with(value: $0.value) }
      return keys.plain.isEmpty ? own : [operation.with(value: .object(keys.plain))] + own
    }
  }
}

/// The keys of a value: those that name an attribute, and those that are paths.
private struct SplitKeys {
  var plain = JSONObject()
  var paths: [(path: String, value: JSON)] = []
  private let type: ResourceType

  init(_ type: ResourceType) { self.type = type }

  mutating func read(_ members: JSONObject) {
    for (key, value) in members {
      if equalIgnoringASCIICase(key, type.schema.id), let core = value.object {
        for member in core { paths.append((type.schema.id + ":" + member.key, member.value)) }
      } else if let schema = type.registered(key), let inner = value.object {
        readExtension(schema.id, key, inner)
      } else if isPath(key, value) {
        paths.append((key, value))
      } else {
        plain[key] = value
      }
    }
  }

  private mutating func readExtension(_ urn: String, _ key: String, _ members: JSONObject) {
    var own = JSONObject()
    for member in members {
      if member.key.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") }) {
        paths.append((urn + ":" + member.key, member.value))
      } else {
        own[member.key] = member.value
      }
    }
    if !own.isEmpty || members.isEmpty { plain[key] = .object(own) }
  }

  private func isPath(_ key: String, _ value: JSON) -> Bool {
    if key.utf8.contains(UInt8(ascii: "[")) { return true }
    guard key.utf8.contains(UInt8(ascii: ":")), let path = PathText(key, of: type) else {
      return key.utf8.contains(UInt8(ascii: ".")) || isBareReference(key)
    }
    let isRegistered = path.schema.map { urn in type.schemas.contains { equalIgnoringASCIICase($0.id, urn) } } ?? false
    return !path.attribute.isEmpty && (isRegistered || value.object == nil)
  }

  /// `manager`, which is the extension's and not the core schema's (E-41).
  private func isBareReference(_ key: String) -> Bool {
    type.name == "User" && equalIgnoringASCIICase(key, "manager")
  }
}
