import JSON
import SCIM
import Testing

private let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

@Suite struct AttributePathTests {
  @Test(
    "RFC 7644 §3.5.2, §3.10 a path is read and spelled as the schema does",
    arguments: [
      ("userName", "userName"), ("USERNAME", "userName"), ("name.FAMILYNAME", "name.familyName"),
      ("urn:ietf:params:scim:schemas:core:2.0:User:name.familyName", "name.familyName"),
      ("URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER:active", "active"),
      ("\(enterprise.lowercased()):Department", "\(enterprise):department"),
      ("\(enterprise):manager.VALUE", "\(enterprise):manager.value"),
      (enterprise.lowercased(), enterprise),
      ("emails[TYPE EQ \"work\"].Value", "emails[type eq \"work\"].value"),
      ("addresses[type eq \"work\" and primary eq true]", "addresses[type eq \"work\" and primary eq true]"),
      ("favouriteColour", "favouriteColour"),
      ("urn:acme:people:2.0:User:badge", "urn:acme:people:2.0:User:badge"),
      ("urn:acme:people:2.0:User", "urn:acme:people:2.0:User"),
      ("urn:acme:User:sites[value eq \"a:b\"].x", "urn:acme:User:sites[value eq \"a:b\"].x"),
      ("meta.lastModified", "meta.lastModified"), ("externalid", "externalId"),
    ])
  func reads(_ text: String, _ canonical: String) throws {
    let path = try AttributePath(parsing: text, for: .user)
    #expect(path.description == canonical)
    #expect(try AttributePath(parsing: canonical, for: .user) == path)
  }

  @Test func `an unknown URN ends at the last colon, or names an extension whole`() throws {
    let attribute = try AttributePath(parsing: "urn:acme:people:2.0:User:badge", for: .user)
    #expect((attribute.schema, attribute.attribute) == ("urn:acme:people:2.0:User", "badge"))
    let whole = try AttributePath(parsing: "urn:acme:people:2.0:User", for: .user)
    #expect((whole.schema, whole.attribute) == (nil, "urn:acme:people:2.0:User"))
  }

  @Test(
    "RFC 7644 §3.5.2 what is no path is invalidPath",
    arguments: [
      "", " ", "1st", "a.b.c", "name.", ".name", "emails[", "emails[]", "emails[type eq \"work\"", "userName.first",
      "emails[type eq \"work\"]value", "emails[type eq \"work\"].", "emails[type eq work]", "name.givenName[x pr]",
      "emails[type eq \"work\"].value.x", "emails [type pr]", "urn:ietf:params:scim:schemas:core:2.0:User",
      "emails[type eq \"work\"] ", "na\u{0301}me", "emails[emails[type pr]]",
    ])
  func refuses(_ text: String) throws {
    let error = try error { try AttributePath(parsing: text, for: .user) }
    #expect((error.status, error.scimType) == (400, .invalidPath))
    #expect(error.detail.hasPrefix("at character "))
  }

  @Test(
    "values of a path",
    arguments: [
      ("userName", #"["ada"]"#, #""ada""#), ("NAME.givenname", #"["Ada"]"#, #""Ada""#),
      ("emails.value", #"["a@home","a@work"]"#, #""a@work""#),
      ("emails[type eq \"home\"].value", #"["a@home"]"#, #""a@home""#),
      ("emails[type eq \"fax\"].value", "[]", "null"), ("title", "[]", "null"),
      ("\(enterprise):department", #"["R&D"]"#, #""R&D""#),
      ("sites[value eq \"ZRH\"]", #"["ZRH"]"#, #""ZRH""#), ("sites", #"["ZRH","BRN"]"#, #"["ZRH","BRN"]"#),
    ])
  func values(_ text: String, _ all: String, _ one: String) throws {
    let user = try object(
      #"""
      {"userName":"ada","Name":{"GivenName":"Ada"},"title":null,"sites":["ZRH","BRN"],
       "emails":[{"value":"a@home","type":"home"},{"value":"a@work","type":"work","primary":true}],
       "\#(enterprise)":{"department":"R&D"}}
      """#)
    let path = try AttributePath(parsing: text, for: .user)
    #expect(JSON.array(path.values(in: user)).description == all)
    #expect((path.value(in: user) ?? .null).description == one)
  }

  @Test func `a path knows its definition`() throws {
    let type = ResourceType.user
    let value = try AttributePath(parsing: "emails.value", for: type)
    #expect(type.attribute(at: value)?.kind == .string)
    let manager = try AttributePath(parsing: "\(enterprise):manager", for: type)
    #expect(type.attribute(at: manager)?.kind == .complex)
    #expect(type.attribute(at: try AttributePath(parsing: "shoeSize", for: type)) == nil)
  }
}
