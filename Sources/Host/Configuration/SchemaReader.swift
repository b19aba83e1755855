import Diagnostics
import SCIM
import YAML

/// Reads a provider's `schemas:`, extensions of users and groups, each under its URN (RFC 7643 §3.3).
struct SchemaReader {
  /// Whose resources an extension belongs to.
  private enum Owner: String, CaseIterable {
    case user = "User"
    case group = "Group"
  }

  private let file: ConfigurationFile
  private let most = Limits().extensions
  private static let example = "urn:ietf:params:scim:schemas:extension:acme:2.0:User"

  init(file: ConfigurationFile) { self.file = file }

  /// The resource types, with the extensions that are declared.
  func read(_ fields: Fields) -> ResourceTypes {
    guard let declared = fields.fields("schemas", what: "'schemas'") else { return .standard }
    declared.describeOthers(.about("An extension, under its URN.", .mapping("an extension") { _ = schema("", $0) }))
    if declared.members.count > most {
      file.report("more than \(most) extensions", at: declared.start, fix: "declare what is used")
    }
    var types = ResourceTypes.standard
    for member in declared.members.prefix(most) where isNewURN(member, besides: types) {
      guard let (owner, schema) = schema(member, in: declared) else { continue }
      types = types.adding(toUsers: owner == .user ? [schema] : [], toGroups: owner == .group ? [schema] : [])
    }
    return types
  }

  private func isNewURN(_ member: YAMLMember, besides types: ResourceTypes) -> Bool {
    guard Self.isURN(member.name) else {
      file.report(
        "'\(member.name)' is not the URN of a schema", at: member.key.range, fix: "such as \(Self.example)",
        see: Self.manual)
      return false
    }
    let urn = member.name.lowercased()
    let near = types.schemas.map(\.id).first {
      let known = $0.lowercased()
      return known == urn || known.hasPrefix(urn + ":") || urn.hasPrefix(known + ":")
    }
    guard let near else { return true }
    file.report(
      near.lowercased() == urn ? "'\(near)' is a schema already" : "'\(member.name)' and '\(near)' begin alike",
      at: member.key.range, fix: "choose another URN", see: Self.manual)
    return false
  }

  /// `urn:`, a namespace and a name at least, of characters that no path or filter takes for its own.
  private static func isURN(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count >= 3 && parts[0].lowercased() == "urn" && parts.allSatisfy { !$0.isEmpty }
      && text.utf8.count <= 256
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\"[]()\\,".utf8.contains($0) }
  }

  private func schema(_ member: YAMLMember, in declared: Fields) -> (Owner, Schema)? {
    guard let fields = declared.fields(member.name, what: "the schema '\(member.name)'") else {
      if member.value.isNull {
        file.report(
          "the schema '\(member.name)' declares nothing", at: member.key.range, fix: "add attributes:",
          see: Self.manual)
      }
      return nil
    }
    return schema(member.name, fields)
  }

  private func schema(_ urn: String, _ fields: Fields) -> (Owner, Schema) {
    let last = urn.split(separator: ":").last.map(String.init) ?? urn
    let owner = fields.choice("resourceType", Owner.self)?.value ?? Owner(rawValue: last) ?? .user
    let name = fields.text("name")?.value ?? last
    let description = fields.text("description")?.value ?? name
    let attributes = SchemaAttributeReader(file: file).attributes(of: fields)
    fields.finish()
    return (owner, Schema(id: urn, name: name, description: description, attributes: attributes))
  }

  /// Where people read how schemas are declared.
  static let manual = "dragoman docs Schemas"
}
