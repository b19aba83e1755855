import AdapterTesting
import Foundation
import JSON
import Testing

/// RFC 7643 §2, §5–§7 and RFC 7644 §4, as a client reads them at the discovery endpoints.
@Suite("RFC 7643: what the service says of itself", .serialized)
struct ConformanceSchemaTests {
  private static let types = ["string", "boolean", "decimal", "integer", "dateTime", "reference", "binary", "complex"]

  @Test("Schemas: names, types, characteristics")
  func schemas() async throws {
    try await EndpointHost.run { host in
      let reply = try await host.alpha.send("GET", "/Schemas")
      // shows 7644-4-c
      #expect(reply.json["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:ListResponse"])
      let schemas = reply.json["Resources"]?.array ?? []
      let ids = schemas.compactMap { $0["id"]?.string }
      // shows 7644-4-b
      #expect(ids.contains(userURN) && ids.contains(groupURN) && ids.contains(enterpriseURN))
      // shows 7644-3.1-b
      #expect(!ids.isEmpty && ids.allSatisfy { !$0.contains(":api:") })
      for schema in schemas {
        // shows 7643-7-a
        #expect(["id", "name", "description"].allSatisfy { schema[$0]?.string?.isEmpty == false })
        for attribute in schema["attributes"]?.array ?? [] {
          attributeFits(attribute)
          for sub in attribute["subAttributes"]?.array ?? [] {
            attributeFits(sub)
            // shows 7643-2.3.8-b
            #expect(sub["type"] != "complex")
            meaningFits(sub)
          }
        }
      }
      let paged = try await host.alpha.send("GET", "/Schemas?startIndex=2&count=1&sortBy=name&sortOrder=descending")
      // shows 7644-4-d
      #expect(paged.status == 200 && paged.body == reply.body)
      // shows 7644-4-e
      #expect(try await host.alpha.send("GET", "/ResourceTypes?filter=name%20pr").status == 403)
    }
  }

  private func attributeFits(_ attribute: JSON) {
    let name = attribute["name"]?.string ?? ""
    // shows 7643-2.1-b
    #expect(name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]*|\$ref/) != nil, "\(name)")
    // shows 7643-2.3-a
    #expect(Self.types.contains(attribute["type"]?.string ?? ""), "\(name)")
    // shows 7643-1.2-a 7643-7-c
    #expect((attribute["type"] == "complex") == (attribute["subAttributes"]?.array?.isEmpty == false), "\(name)")
    // shows 7643-7-d
    #expect(attribute["description"]?.string?.isEmpty == false, "\(name)")
    // shows 7643-7-b
    for member in ["multiValued", "required", "caseExact"] { #expect(attribute[member]?.bool != nil, "\(name)") }
    for member in ["mutability", "returned", "uniqueness"] { #expect(attribute[member]?.string != nil, "\(name)") }
  }

  /// The sub-attributes that RFC 7643 §2.4 gives a meaning have the types that go with it.
  private func meaningFits(_ sub: JSON) {
    // shows 7643-2.4-a
    switch sub["name"] {
    case "primary": #expect(sub["type"] == "boolean" && sub["multiValued"] == false)
    case "$ref": #expect(sub["type"] == "reference" && sub["multiValued"] == false)
    case "type", "display": #expect(sub["type"] == "string" && sub["multiValued"] == false)
    default: #expect(sub["multiValued"] == false)
    }
  }

  @Test("Resource types and the configuration of the service")
  func configuration() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let known = try await client.send("GET", "/Schemas").json["Resources"]?.array?.compactMap { $0["id"] } ?? []
      let types = try await client.send("GET", "/ResourceTypes").json["Resources"]?.array ?? []
      #expect(types.count == 2)
      for type in types {
        // shows 7643-6-a 7643-6-b
        for member in ["name", "description", "endpoint", "schema"] {
          #expect(type[member]?.string?.isEmpty == false, "\(member)")
        }
        // shows 7643-6-c
        #expect(type["schema"].map(known.contains) == true)
        for extended in type["schemaExtensions"]?.array ?? [] {
          // shows 7643-6-d
          #expect(extended["schema"].map(known.contains) == true && extended["required"]?.bool != nil)
        }
        let listed = try await client.send("GET", type["endpoint"]?.string ?? "")
        #expect(listed.status == 200 && listed.json["totalResults"] == 0)
      }
      let reply = try await client.send("GET", "/ServiceProviderConfig")
      // shows 7644-4-a
      #expect(reply.json["schemas"] == ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"])
      for feature in ["patch", "bulk", "filter", "changePassword", "sort", "etag"] {
        // shows 7643-5-a
        #expect(reply.json[feature]?["supported"]?.bool != nil, "\(feature)")
      }
      // shows 7643-5-b 7643-5-c 7643-2.3.4-a
      for number in ["\"maxOperations\":1000,", "\"maxPayloadSize\":8388608}", "\"maxResults\":1000}"] {
        #expect(String(decoding: reply.body, as: UTF8.self).contains(number))
      }
      let schemes = reply.json["authenticationSchemes"]?.array ?? []
      // shows 7643-5-d
      #expect(!schemes.isEmpty)
      for scheme in schemes {
        #expect(["type", "name", "description"].allSatisfy { scheme[$0]?.string?.isEmpty == false })
      }
    }
  }

  @Test("Values are checked by their type, and common attributes belong to every resource type")
  func values() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      for (attribute, value) in [
        ("x509Certificates", [["value": "not base64!"]]), ("emails", [["value": 5]]), ("active", "yes"),
        ("name", "Ada"),
        ("emails", [["value": "a@b.c", "primary": true], ["value": "d@e.f", "primary": true]]),
      ] as [(String, JSON)] {
        let body: JSON = ["schemas": [.string(userURN)], "userName": "x", attribute: value]
        let reply = try await client.send("POST", "/Users", body)
        // shows 7643-2.3.6-a 7643-4.1.2-h 7643-2.4-b
        #expect(reply.status == 400 && reply.json["scimType"] == "invalidValue", "\(attribute)")
      }
      let user = try await client.user("anna")
      let group = try await client.group("Devs")
      for path in ["/Users", "/Groups"] {
        // shows 7643-3.1-a 7643-3-e
        for filter in ["id pr", "meta.created pr", "meta.resourceType pr", "not (externalId pr)"] {
          #expect(try await client.search(path, filter).ids?.count == 1, "\(path) \(filter)")
        }
      }
      for (path, id) in [("/Users", user), ("/Groups", group)] {
        // shows 7643-3.1-c
        #expect(try await client.search(path, "id eq \"\(id.uppercased())\"").ids == [])
        #expect(
          try await client.patch("\(path)/\(id)", [["op": "replace", "path": "id", "value": "x"]]).json["scimType"]
            == "mutability")
        let bare = try await client.send("GET", "\(path)/\(id)?excludedAttributes=id,schemas")
        #expect(bare.json["id"] == .string(id))
      }
    }
  }
}
