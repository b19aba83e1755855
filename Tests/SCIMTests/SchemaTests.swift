import JSON
import SCIM
import Testing

@Suite struct SchemaTests {
  @Test(
    "RFC 7643 §4, §8.7.1 attributes have the characteristics of the RFC",
    arguments: [
      ("User", "userName", "string single required readWrite default server"),
      ("User", "password", "string single optional writeOnly never none"),
      ("User", "groups", "complex list optional readOnly default none"),
      ("User", "active", "boolean single optional readWrite default none"),
      ("User", "emails.primary", "boolean single optional readWrite default none"),
      ("User", "x509Certificates.value", "binary single optional readWrite default none"),
      ("User", "photos.value", "reference single optional readWrite default none"),
      ("User", "id", "string single optional readOnly always server"),
      ("User", "meta.created", "dateTime single optional readOnly default none"),
      (
        "User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName",
        "string single optional readOnly default none"
      ),
      ("Group", "displayName", "string single required readWrite default none"),
      ("Group", "members", "complex list optional readWrite default none"),
      ("Group", "members.value", "string single optional immutable default none"),
    ])
  func characteristics(_ type: String, _ path: String, _ expected: String) throws {
    // shows 7643-3.1-c
    let type = type == "User" ? ResourceType.user : .group
    let attribute = try #require(type.attribute(at: try AttributePath(parsing: path, for: type)))
    let found = [
      attribute.kind.rawValue, attribute.multiValued ? "list" : "single",
      attribute.required ? "required" : "optional", attribute.mutability.rawValue, attribute.returned.rawValue,
      attribute.uniqueness.rawValue,
    ]
    #expect(found.joined(separator: " ") == expected)
  }

  @Test func `RFC 7643 §7 a schema as JSON has every characteristic and no null`() throws {
    let json = Schema.user.json(location: "https://example.org/scim/Schemas/x")
    #expect(!json.description.contains("null"))
    let attributes = try #require(json["attributes"]?.array)
    #expect(attributes.count == 21)
    let name = try #require(attributes.first)
    for member in ["name", "type", "multiValued", "required", "caseExact", "mutability", "returned", "uniqueness"] {
      #expect(name[member] != nil, "\(member)")
    }
  }

  @Test(
    "RFC 7644 §3.12 each error has its status and keyword",
    arguments: [
      (SCIMError.invalidFilter("x"), 400, "invalidFilter"), (.tooMany, 400, "tooMany"),
      (.uniqueness("x"), 409, "uniqueness"), (.mutability("x"), 400, "mutability"),
      (.invalidSyntax("x"), 400, "invalidSyntax"), (.invalidPath("x"), 400, "invalidPath"),
      (.noTarget("x"), 400, "noTarget"), (.invalidValue("x"), 400, "invalidValue"), (.invalidVers, 400, "invalidVers"),
      (.sensitive, 403, "sensitive"), (.notFound("x"), 404, nil), (.preconditionFailed, 412, nil),
      (.unauthorized, 401, nil), (.tooLarge, 413, nil),
    ] as [(SCIMError, Int, String?)])
  func errors(_ error: SCIMError, _ status: Int, _ keyword: String?) {
    #expect(error.json["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"])
    #expect(error.json["status"] == .string(String(status)))
    #expect(error.json["scimType"]?.string == keyword)
    #expect(error.json["detail"]?.string == error.detail)
  }

  @Test func `every knob can be set to each of its values, and starts at the lenient one`() {
    #expect(WriteSemantics.knobs.count == 10)
    for knob in WriteSemantics.knobs {
      var semantics = WriteSemantics.lenient
      #expect(semantics.value(of: knob.name) == knob.default)
      for value in knob.values {
        let isSet = semantics.set(knob.name, value)
        #expect(isSet)
        #expect(semantics.value(of: knob.name) == value)
      }
      let takesNonsense = semantics.set(knob.name, "nonsense")
      #expect(!takesNonsense)
    }
    var semantics = WriteSemantics.rfc
    let isKnown = semantics.set("nonsense", "keep")
    #expect(!isKnown)
    #expect(semantics == .rfc)
  }
}
