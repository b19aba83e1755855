import JSON
import SCIM
import Testing

private let base = "https://example.org/scim/v2/acme"

@Suite struct DiscoveryTests {
  @Test func `RFC 7643 §5 ServiceProviderConfig has every required member and offers what is on`() throws {
    let features = Features(maxResults: 1000, sort: true, etag: true)
    let config = Discovery.serviceProviderConfig(location: "\(base)/ServiceProviderConfig", features: features)
    for name in ["patch", "bulk", "filter", "changePassword", "sort", "etag"] {
      #expect(config[name]?["supported"] == .bool(name != "bulk" && name != "changePassword"), "\(name)")
    }
    #expect(config["bulk"] == ["supported": false, "maxOperations": 0, "maxPayloadSize": 0])
    #expect(config["filter"]?["maxResults"] == 1000)
    let scheme = try #require(config["authenticationSchemes"]?.array?.first)
    #expect(scheme["type"] == "oauthbearertoken")
    #expect(scheme["name"]?.string?.isEmpty == false)
    #expect(scheme["description"]?.string?.isEmpty == false)
    #expect(config["meta"]?["location"] == .string("\(base)/ServiceProviderConfig"))
    #expect(!config.description.contains("null"))
    let bulk = Features(bulk: BulkLimits(maxOperations: 5, maxPayloadSize: 99), sort: false)
    let other = Discovery.serviceProviderConfig(location: base, features: bulk)
    #expect(other["bulk"] == ["supported": true, "maxOperations": 5, "maxPayloadSize": 99])
    #expect(other["sort"] == ["supported": false])
  }

  @Test func `RFC 7643 §6 ResourceTypes, whole and single`() {
    let all = Discovery.resourceTypes(base: base)
    #expect(all.compactMap { $0["endpoint"]?.string } == ["/Users", "/Groups"])
    let user = Discovery.resourceType("user", base: base)
    #expect(user == all.first)
    #expect(user?["schemaExtensions"] == [["schema": .string(SCIMURN.enterpriseUser), "required": false]])
    #expect(user?["meta"]?["location"] == .string("\(base)/ResourceTypes/User"))
    #expect(Discovery.resourceType("Device", base: base) == nil)
  }

  @Test func `RFC 7643 §7 Schemas, whole and single`() {
    let all = Discovery.schemas(base: base)
    #expect(all.compactMap { $0["id"]?.string } == [SCIMURN.user, SCIMURN.enterpriseUser, SCIMURN.group])
    #expect(Discovery.schema(SCIMURN.group.lowercased(), base: base) == all.last)
    #expect(all.first?["meta"]?["location"] == .string("\(base)/Schemas/\(SCIMURN.user)"))
    #expect(Discovery.schema("urn:nosuch", base: base) == nil)
  }

  @Test func `E-72 a reduced view hides password and emails.display; userName can be shown as immutable`() throws {
    let full = try attributes(.full)
    #expect(full["password"] != nil)
    #expect(full["emails"]?.description.contains(#""name":"display""#) == true)
    let reduced = try attributes(.reduced)
    #expect(reduced["password"] == nil)
    #expect(reduced["emails"]?.description.contains(#""name":"display""#) == false)
    #expect(reduced["roles"]?.description.contains(#""name":"display""#) == true)
    let fixed = try attributes(SchemaView(immutable: ["userName"]))
    #expect(fixed["userName"]?["mutability"] == "immutable")
  }

  private func attributes(_ view: SchemaView) throws -> JSONObject {
    let schema = try #require(Discovery.schema(SCIMURN.user, base: base, view: view))
    let list = try #require(schema["attributes"]?.array)
    return JSONObject(list.map { ($0["name"]?.string ?? "", $0) })
  }
}
