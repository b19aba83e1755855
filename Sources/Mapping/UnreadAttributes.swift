public import JSON
public import Directory
import SCIM

extension AttributeMapping {
  /// The attributes of a source record that no rule reads, by their paths: `emails[type eq "home"].value`.
  ///
  /// What the host itself reads isn't among them: `id`, `externalId`, `schemas`, `meta`, a group's `members`.
  /// - Complexity: O(attributes × paths of the mapping).
  public func unreadAttributes(of source: JSONObject, _ kind: EntryKind) -> [String] {
    let reads = (kind == .user ? users : groups).readPaths
    return SourceAttribute.all(of: source).filter { attribute in
      !attribute.isTheHosts(kind) && !reads.contains { attribute.isRead(by: $0) }
    }.map(\.path)
  }
}

/// One value, or one sub-attribute of one value, that a source record has.
private struct SourceAttribute {
  var schema: String?
  var attribute: String
  var subAttribute: String?
  /// The value of a list that it belongs to.
  var element: JSON?

  static func all(of source: JSONObject) -> [SourceAttribute] {
    source.flatMap { key, value -> [SourceAttribute] in
      guard key.contains(":"), let members = value.object else { return leaves(nil, key, value) }
      return members.flatMap { leaves(key, $0.key, $0.value) }
    }
  }

  private static func leaves(_ schema: String?, _ name: String, _ value: JSON) -> [SourceAttribute] {
    let plain = SourceAttribute(schema: schema, attribute: name)
    switch value {
    case .null: return []
    case .string(let text): return text.isEmpty ? [] : [plain]
    case .bool, .number: return [plain]
    case .object(let members): return plain.parts(members, of: nil)
    case .array(let elements):
      return elements.flatMap { element in element.object.map { plain.parts($0, of: element) } ?? [plain] }
    }
  }

  private func parts(_ members: JSONObject, of element: JSON?) -> [SourceAttribute] {
    members.compactMap { key, value in
      let isMark = element != nil && ["type", "primary", "display", "$ref"].contains(key.lowercased())
      guard !value.isNothing, !isMark, key.lowercased() != "$ref" else { return nil }
      return SourceAttribute(schema: schema, attribute: attribute, subAttribute: key, element: element)
    }
  }

  func isTheHosts(_ kind: EntryKind) -> Bool {
    let names = ["id", "externalid", "schemas", "meta"] + (kind == .group ? ["members"] : [])
    return schema == nil && names.contains(attribute.lowercased())
  }

  func isRead(by path: AttributePath) -> Bool {
    if let schema, path.schema == nil || path.schema == schema, equalIgnoringASCIICase(path.attribute, schema) {
      return true
    }
    guard equal(schema, path.schema), equalIgnoringASCIICase(attribute, path.attribute) else { return false }
    if let wanted = path.subAttribute, let subAttribute, !equalIgnoringASCIICase(wanted, subAttribute) { return false }
    guard let filter = path.filter, let element else { return true }
    return filter.matches(element: element)
  }

  private func equal(_ a: String?, _ b: String?) -> Bool { (a ?? "").lowercased() == (b ?? "").lowercased() }

  var path: String {
    let type = element?.object?.member(ignoringCase: "type")?.value.string
    let chosen = type.map { "[type eq \(JSON.string($0))]" } ?? ""
    return [schema.map { $0 + ":" }, attribute, chosen, subAttribute.map { "." + $0 }].compactMap { $0 }.joined()
  }
}
