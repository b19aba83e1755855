import JSON
import SCIM
import Testing

private let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

@Suite struct ProjectionTests {
  @Test(
    "RFC 7644 §3.9 attributes and excludedAttributes",
    arguments: [
      (
        "", "",
        "schemas id externalId userName name.familyName name.givenName emails.value emails.type \(enterprise).department \(enterprise).manager meta.version"
      ),
      ("userName", "", "schemas id userName"), ("USERNAME,externalid", "", "schemas id externalId userName"),
      ("name.familyName", "", "schemas id name.familyName"),
      ("name,name.familyName", "", "schemas id name.familyName name.givenName"),
      ("emails[type eq \"a,b\"]", "", "schemas id emails.value emails.type"),
      ("emails.value", "", "schemas id emails.value"),
      ("urn:ietf:params:scim:schemas:core:2.0:User:userName", "", "schemas id userName"),
      (enterprise, "", "schemas id \(enterprise).department \(enterprise).manager"),
      ("\(enterprise):department", "", "schemas id \(enterprise).department"), ("password", "", "schemas id"),
      (
        "", "id,schemas,emails,name,meta",
        "schemas id externalId userName \(enterprise).department \(enterprise).manager"
      ),
      ("", "name.givenName,emails,\(enterprise)", "schemas id externalId userName name.familyName meta.version"),
      (
        "", "\(enterprise):manager,name,emails.type",
        "schemas id externalId userName emails.value \(enterprise).department meta.version"
      ),
      ("name,userName", "name.givenName", "schemas id userName name.familyName"), ("nosuch", "", "schemas id"),
    ])
  func applies(_ attributes: String, _ excluded: String, _ expected: String) throws {
    // shows 7644-3.9-a 7644-3.9-b 7644-3.9-c
    let user = try object(
      #"""
      {"schemas":["x"],"id":"1","externalId":"e","userName":"a","password":"p",
       "name":{"familyName":"K","givenName":"A"},"emails":[{"value":"v","type":"work"}],
       "\#(enterprise)":{"department":"D","manager":{"value":"9"}},"meta":{"version":"1"}}
      """#)
    let query = try ListQuery(query: [("attributes", attributes), ("excludedAttributes", excluded)], for: .user)
    let names = query.projection.apply(user).flatMap { name, value -> [String] in
      let members = value.object ?? value.array?.first?.object
      return members.map { $0.keys.map { "\(name).\($0)" } } ?? [name]
    }
    #expect(names.joined(separator: " ") == expected)
  }

  @Test func `whether members are part of an answer`() throws {
    #expect(Projection.all.includes("members"))
    #expect(!(try Projection(attributes: [], excluded: ["MEMBERS"], for: .group).includes("members")))
    #expect(!(try Projection(attributes: ["displayName"], excluded: [], for: .group).includes("members")))
    #expect(try Projection(attributes: ["members.value"], excluded: [], for: .group).includes("members"))
    #expect(try Projection(attributes: [], excluded: ["members.display"], for: .group).includes("members"))
  }

  @Test func `RFC 7643 §2.2 returned request: only when it is asked for; never: not even then`() throws {
    var type = ResourceType.user
    type.schema.attributes.append(SchemaAttribute("secret", returned: .never, "x"))
    type.schema.attributes.append(SchemaAttribute("history", returned: .request, "x"))
    let user: JSONObject = ["id": "1", "secret": "s", "history": "h"]
    #expect(try Projection(attributes: [], excluded: [], for: type).apply(user).keys == ["id"])
    #expect(
      try Projection(attributes: ["history", "secret"], excluded: [], for: type).apply(user).keys == ["id", "history"])
  }
}
