import Diagnostics
import SCIM
import YAML

/// What is declared of one attribute (RFC 7643 §2.2), and what doesn't go together.
struct SchemaCharacteristics {
  private let kind: Located<AttributeKind>?
  private let mutability: Located<Mutability>?
  private let returned: Located<Returned>?
  private let uniqueness: Located<Uniqueness>?
  private let canonicalValues: [Located<String>]
  private let referenceTypes: [Located<String>]
  private let multiValued: Bool
  private let required: Bool
  private let caseExact: Bool?
  private let description: String?

  init(_ fields: Fields) {
    kind = fields.choice("type", AttributeKind.self)
    multiValued = fields.flag("multiValued")?.value ?? false
    required = fields.flag("required")?.value ?? false
    caseExact = fields.flag("caseExact")?.value
    mutability = fields.choice("mutability", Mutability.self)
    returned = fields.choice("returned", Returned.self)
    uniqueness = fields.choice("uniqueness", Uniqueness.self)
    canonicalValues = fields.texts("canonicalValues")
    referenceTypes = fields.texts("referenceTypes")
    description = fields.text("description")?.value
  }

  private var type: AttributeKind { kind?.value ?? .string }

  /// The attribute, with the defaults of RFC 7643 §2.2; of a list of canonical values no others are taken.
  func attribute(_ name: String, _ parts: [SchemaAttribute]) -> SchemaAttribute {
    let points = referenceTypes.map(\.value)
    return SchemaAttribute(
      name, kind: type, multiValued: multiValued, required: required,
      caseExact: caseExact ?? (type == .reference || type == .binary), mutability: mutability?.value ?? .readWrite,
      returned: returned?.value ?? .default, uniqueness: uniqueness?.value ?? .none,
      canonicalValues: canonicalValues.map(\.value), isClosed: !canonicalValues.isEmpty,
      referenceTypes: type == .reference && points.isEmpty ? ["uri"] : points, subAttributes: parts,
      description ?? name)
  }

  /// Reports what contradicts itself, or can't be held.
  func check(_ fields: Fields, parts: Fields?, isSub: Bool) {
    func report(_ message: String, _ range: SourceRange, _ fix: String) {
      fields.report(message, at: range, fix: fix, see: SchemaReader.manual)
    }
    if isSub {
      let place = type == .complex ? kind?.range : parts?.start
      if let place { report("a sub-attribute has no sub-attributes of its own", place, "declare a simple value") }
    } else if type == .complex, parts == nil {
      report("a complex attribute has sub-attributes", kind?.range ?? fields.start, "add subAttributes:")
    } else if type != .complex, parts != nil {
      report("only a complex attribute has sub-attributes", kind?.range ?? fields.start, "write type: complex")
    }
    if let mutability, mutability.value == .writeOnly {
      report("what is only written isn't stored here", mutability.range, "write returned: never, to store and hide it")
    }
    if let uniqueness, uniqueness.value == .global {
      report("providers know nothing of each other's values", uniqueness.range, "write uniqueness: server")
    } else if let uniqueness, uniqueness.value != .none, [.complex, .boolean, .decimal].contains(type) {
      report("a value of type \(type.rawValue) can't be unique", uniqueness.range, "leave uniqueness out")
    }
    if let first = canonicalValues.first, type != .string {
      report("only texts have canonical values", first.range, "leave canonicalValues out")
    }
    if let first = referenceTypes.first, type != .reference {
      report("only a reference says what it points to", first.range, "write type: reference")
    }
  }
}
