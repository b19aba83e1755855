import AdapterKit
import Diagnostics
import JSON
import SCIM

/// No loss: an attribute that was sent is stored, refused, or named in a note.
enum Loss {
  /// The values that were accepted and went nowhere, the first of each message.
  static func faults(_ played: PlayedFile) throws -> [Mismatch] {
    let dialect = try played.dialect()
    return try played.samples.compactMap { index, message in
      guard message.isWrite, message.json != nil else { return nil }
      let normalized = try dialect.normalize(message.request)
      let notes = normalized.notes + (message.reply.header("Request-Id").flatMap { played.notes[$0] } ?? [])
      if let lost = lost(message, normalized, notes) {
        return played.fault(
          "\(lost) of \(message.title) isn't in its normalised form, and no note names it", at: index,
          got: normalized.shown)
      }
      return unstored(message, normalized, notes, dialect).map { lost in
        played.fault(
          "\(lost.pointer) of \(message.title) was accepted, isn't stored, and no note names it", at: index,
          expected: lost.expected.pretty(), got: message.stored?.pretty())
      }
    }
  }

  /// A value that the adapter left out.
  private static func lost(_ message: PlayedMessage, _ normalized: AdapterRequest, _ notes: [String]) -> String? {
    let left = Set((normalized.body?.leaves ?? []).map { $0.text.lowercased() })
    let paths = normalized.operationPaths
    let lost = message.sentLeaves.first { leaf in
      guard !isProtocol(leaf), !leaf.parts.isEmpty else { return false }
      let isThere = leaf.parts.allSatisfy { part in left.contains(part) || paths.contains { $0.contains(part) } }
      return !isThere && !leaf.isNamed(in: notes)
    }
    return lost.map { "'\($0.text.prefix(80))' in \($0.names.joined(separator: "."))" }
  }

  private static func isProtocol(_ leaf: JSONLeaf) -> Bool {
    guard let first = leaf.names.first else { return true }
    // What only the service writes is ignored by the RFC itself (RFC 7643 §2.2).
    if leaf.names.contains(where: ["id", "meta", "schemas", "$ref"].contains) { return true }
    let isOperation = equalIgnoringASCIICase(first, "Operations")
    return isOperation && leaf.names.count == 2 && ["op", "path", "name"].contains(leaf.names[1])
  }

  /// A value that the service took and doesn't show.
  private static func unstored(
    _ message: PlayedMessage, _ normalized: AdapterRequest, _ notes: [String], _ dialect: Dialect
  ) -> Difference? {
    guard ["POST", "PUT"].contains(message.method), let shown = message.stored, let type = normalized.resourceType,
      let body = normalized.body?.object
    else { return nil }
    let written = Written(type: type, echo: dialect.answers.memberEcho).attributes(of: body)
    guard let found = SubsetMatcher.difference(expected: .object(written), got: shown) else { return nil }
    let isNamed = JSONLeaf(names: found.pointer.steps, value: .null).isNamed(in: notes)
    return isNamed ? nil : found
  }
}

/// What a client may write and read again.
private struct Written {
  let type: ResourceType
  let echo: MemberEcho

  func attributes(of body: JSONObject) -> JSONObject {
    JSONObject(
      body.compactMap { member in
        let attribute = definition(member.key)
        let key = attribute?.name ?? (equalIgnoringASCIICase(member.key, "externalId") ? "externalId" : member.key)
        guard !["schemas", "id", "meta"].contains(key), !(key == "members" && echo == .none) else { return nil }
        if let attribute { return readable(member.value, attribute).map { (key, $0) } }
        let schema = type.extensions.first { equalIgnoringASCIICase($0.id, key) }
        return readable(member.value, in: schema).map { (schema?.id ?? key, $0) }
      })
  }

  /// A core attribute, in any case.
  private func definition(_ name: String) -> SchemaAttribute? { type.schema.attribute(name) }

  /// An extension's object, or the value of an attribute that no schema knows.
  private func readable(_ value: JSON, in schema: Schema?) -> JSON? {
    guard let schema, let members = value.object else { return readable(value, nil as SchemaAttribute?) }
    let kept = members.compactMap { member in
      let attribute = schema.attribute(member.key)
      return readable(member.value, attribute).map { (attribute?.name ?? member.key, $0) }
    }
    return kept.isEmpty ? nil : .object(JSONObject(kept))
  }

  /// A value without its read-only parts and without what says nothing.
  private func readable(_ value: JSON, _ attribute: SchemaAttribute?) -> JSON? {
    guard attribute?.mutability != .readOnly, attribute?.mutability != .writeOnly else { return nil }
    switch value {
    case .null, .string(""), .array([]): return nil
    case .array(let elements): return .array(elements.compactMap { readable($0, attribute) })
    case .object(let members):
      return .object(
        JSONObject(
          members.compactMap { member in
            let part = attribute?.subAttribute(member.key)
            let key = part?.name ?? member.key
            return isDecoration(key, of: attribute) ? nil : readable(member.value, part).map { (key, $0) }
          }))
    default: return value
    }
  }

  /// What the service writes itself beside a reference.
  private func isDecoration(_ key: String, of attribute: SchemaAttribute?) -> Bool {
    guard key != "$ref" else { return true }
    return attribute.map { ["members", "manager"].contains($0.name) && key != "value" } ?? false
  }
}

extension JSONLeaf {
  /// What must arrive: the value, or what the JSON in a text says.
  fileprivate var parts: [String] {
    guard let text = value.string, text.hasPrefix("{") || text.hasPrefix("["), let inner = try? JSON(parsing: text)
    else { return [self.text.lowercased()] }
    return inner.leaves.map { $0.text.lowercased() }
  }

  /// Whether a note names one of the attributes on the way to it.
  fileprivate func isNamed(in notes: [String]) -> Bool {
    let words = names.flatMap { $0.split { !($0.isLetter || $0.isNumber || $0 == "$") } }.map { $0.lowercased() }
    let general: Set = ["operations", "value", "urn", "ietf", "params", "scim", "schemas", "0", "2"]
    return notes.contains { note in
      words.contains { !general.contains($0) && note.lowercased().contains($0) }
    }
  }
}

extension PlayedMessage {
  /// The values of the body; those of a PATCH's operations are led to by the operation's path, too.
  fileprivate var sentLeaves: [JSONLeaf] {
    guard method == "PATCH", let body = json?.object, let list = body.member(ignoringCase: "Operations") else {
      return json?.leaves ?? []
    }
    return (list.value.array ?? []).flatMap { operation in
      let path = operation.object?.member(ignoringCase: "path")?.value.string
      return operation.leaves.map { leaf in
        JSONLeaf(
          names: [list.key] + leaf.names + (leaf.names.first == "value" ? [path].compactMap { $0 } : []),
          value: leaf.value)
      }
    }
  }
}

extension AdapterRequest {
  /// The paths of a PATCH, in lower case; those of other requests are empty.
  fileprivate var operationPaths: [String] {
    (body?["Operations"]?.array ?? []).compactMap { $0["path"]?.string?.lowercased() }
  }
}
