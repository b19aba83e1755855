import Diagnostics
import SCIM
import YAML

/// Reads the attributes of a declared schema and what RFC 7643 §2.2 says of each.
struct SchemaAttributeReader {
  private let file: ConfigurationFile
  private let most = Limits().extensionAttributes

  init(file: ConfigurationFile) { self.file = file }

  /// Those under `attributes:` of a schema.
  func attributes(of schema: Fields) -> [SchemaAttribute] {
    _ = schema.requiredNode("attributes")
    return attributes(schema.fields("attributes", what: "the attributes of \(schema.what)"), isSub: false)
  }

  private func attributes(_ fields: Fields?, isSub: Bool) -> [SchemaAttribute] {
    guard let fields else { return [] }
    fields.describeOthers(.either([.nothing, .mapping("an attribute") { _ = attribute("any", $0, isSub: isSub) }]))
    if fields.members.count > most {
      file.report("more than \(most) attributes", at: fields.start, fix: "declare what is used")
    }
    var seen: Set<String> = []
    return fields.members.prefix(most).compactMap { member in
      guard isName(member, isSub: isSub), isNew(member, &seen) else { return nil }
      guard let own = fields.fields(member.name, what: "the attribute '\(member.name)'") else {
        return member.value.isNull ? SchemaAttribute(member.name, member.name) : nil
      }
      return attribute(member.name, own, isSub: isSub)
    }
  }

  private func attribute(_ name: String, _ fields: Fields, isSub: Bool) -> SchemaAttribute {
    let said = SchemaCharacteristics(fields)
    let parts = fields.fields("subAttributes", what: "the sub-attributes of '\(name)'")
    let sub = isSub ? [] : attributes(parts, isSub: true)
    fields.finish()
    if fields.sketch == nil { said.check(fields, parts: parts, isSub: isSub) }
    return said.attribute(name, sub)
  }

  private func isNew(_ member: YAMLMember, _ seen: inout Set<String>) -> Bool {
    guard !seen.insert(member.name.lowercased()).inserted else { return true }
    file.report(
      "'\(member.name)' is declared twice: names are the same in any case", at: member.key.range,
      fix: "leave one of them out", see: "RFC 7643 §2.1")
    return false
  }

  private func isName(_ member: YAMLMember, isSub: Bool) -> Bool {
    if isSub, member.name == "$ref" { return true }
    guard Self.isName(member.name) else {
      file.report(
        "'\(member.name)' can't be the name of an attribute", at: member.key.range,
        fix: "write a letter, then letters, digits, '-' and '_'", see: "RFC 7643 §2.1")
      return false
    }
    guard member.name.lowercased() != "password" else {
      file.report("passwords are never stored here", at: member.key.range, fix: "leave it out")
      return false
    }
    return true
  }

  private static func isName(_ text: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 64 else { return false }
    return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F }
  }
}
