import AdapterTesting
import Foundation
import JSON
import Testing

/// RFC 7643 §2–§4 and RFC 7644 §3.3, §3.6: resources as they are made, read and deleted.
@Suite("RFC 7643: resources", .serialized)
struct ConformanceResourceTests {
  @Test("A new user: what the service gives it, and what it doesn't take from a client")
  func creating() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let body: JSON = [
        "userName": "Anna", "id": "mine", "meta": ["resourceType": "Group", "created": "1999-01-01T00:00:00Z"],
        "groups": [["value": "g"]], "name": ["givenName": "Anna"], "emails": [], "title": nil,
        enterpriseURN: ["department": "Tour"], "schemas": [.string(enterpriseURN), .string(userURN), .string(userURN)],
      ]
      let reply = try await client.send("POST", "/Users", body)
      // shows 7644-3.3-b 7643-2.3.8-a 7643-3-d
      #expect(reply.status == 201)
      let made = reply.json
      // shows 7644-3.3-c 7644-3.1-c
      #expect(made["userName"] == "Anna" && made[enterpriseURN]?["department"] == "Tour")
      // shows 7643-3.3-c
      #expect(made["department"] == nil)
      let id = made["id"]?.string ?? ""
      let location = "\(client.base)/Users/\(id)"
      // shows 7644-3.3-d 7644-1.2-a
      #expect(reply.header("Location") == location && made["meta"]?["location"] == .string(location))
      #expect(URL(string: location)?.absoluteString == location)
      // shows 7644-3.3-a 7643-3.1-g 7643-3.1-k
      #expect(id != "mine" && made["groups"] == nil && made["meta"]?["created"]?.string?.hasPrefix("1999") == false)
      // shows 7643-3.1-b 7643-3.1-d
      #expect(!id.isEmpty && made["meta"]?["lastModified"] != nil)
      // shows 7643-3.1-h
      #expect(!id.lowercased().contains("bulkid"))
      // shows 7644-3.3.1-a
      #expect(made["meta"]?["resourceType"] == "User")
      // shows 7643-3.1-i
      #expect(made["externalId"] == nil)
      // shows 7643-3.1-l 7643-2.3.5-a
      #expect(made["meta"]?["created"]?.string?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/) != nil)
      // shows 7643-3.1-m
      #expect(made["meta"]?["lastModified"] == made["meta"]?["created"])
      // shows 7643-2.1-a 7643-3.3-a 7643-3.3-b 7643-3-c
      let schemas = made["schemas"]?.array?.compactMap(\.string) ?? []
      #expect(schemas.sorted() == [userURN, enterpriseURN])
      let read = try await client.send("GET", "/Users/\(id)")
      // shows 7643-3.1-n
      #expect(read.json["meta"]?["location"] == .string(location) && read.header("Content-Location") == nil)
      // shows 7643-3.1-o 7644-3.14-a 7644-3.14-b
      #expect(read.header("ETag")?.hasPrefix("W/\"") == true && read.header("ETag") == made["meta"]?["version"]?.string)
      // shows 7643-2.5-a
      #expect(try await client.search("/Users", "emails pr or title pr or nickName pr").ids == [])
      #expect(read.json["emails"] == nil && read.json["title"] == nil && read.json["nickName"] == nil)
    }
  }

  @Test("Names are required and single, ids stay, what is deleted is gone and stands in nobody's way")
  func identity() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      for body in [["schemas": [.string(userURN)]], ["schemas": [.string(userURN)], "userName": ""]] as [JSON] {
        // shows 7643-4.1.1-a
        #expect(try await client.send("POST", "/Users", body).json["scimType"] == "invalidValue")
      }
      // shows 7643-4.2-a
      #expect(
        try await client.send("POST", "/Groups", ["schemas": [.string(groupURN)]]).json["scimType"] == "invalidValue")
      let user = try await client.user("anna", ["externalId": "MiXed"])
      // shows 7643-7-f
      #expect(try await client.send("GET", "/Users/\(user)").json["externalId"] == "MiXed")
      let group = try await client.group("Devs")
      // shows 7643-3.1-e
      #expect(user != group && !user.isEmpty && !group.isEmpty)
      let again = try await client.send("POST", "/Users", ["schemas": [.string(userURN)], "userName": "ANNA"])
      // shows 7644-3.3-e 7643-4.1.1-b 7643-7-j
      #expect(again.status == 409 && again.json["scimType"] == "uniqueness")
      let put = try await client.send("PUT", "/Users/\(user)", ["schemas": [.string(userURN)], "userName": "anna2"])
      // shows 7643-3.1-f
      #expect(put.json["id"] == .string(user))
      let other = try await client.send("PUT", "/Users/nobody", ["schemas": [.string(userURN)], "userName": "new"])
      // shows 7644-3.2-b 7644-3.5.1-a
      #expect(other.status == 404)
      #expect(try await client.search("/Users", "userName eq \"new\"").ids == [])
      let gone = try await client.send("DELETE", "/Users/\(user)")
      // shows 7644-3.6-e
      #expect(gone.status == 204 && gone.body.isEmpty)
      let body: JSON = ["schemas": [.string(userURN)], "userName": "anna2", "Operations": []]
      for method in ["GET", "HEAD", "PUT", "PATCH", "DELETE"] {
        let reply = try await client.send(
          method, "/Users/\(user)", ["PUT", "PATCH"].contains(method) ? body : JSON?.none)
        // shows 7644-3.6-a
        #expect(reply.status == 404, "\(method)")
      }
      // shows 7644-3.6-b
      #expect(try await client.search("/Users", "id pr").ids == [])
      #expect(try await client.search("/Users", "userName eq \"anna2\"").ids == [])
      let next = try await client.user("anna2")
      // shows 7644-3.6-c 7644-3.6-d 7643-3.1-f
      #expect(!next.isEmpty && next != user)
    }
  }

  @Test("References lead where they say, and a user's groups are changed at the groups")
  func references() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let user = try await client.user("anna")
      let inner = try await client.group("Inner", [["value": .string(user)]])
      let outer = try await client.group("Outer", [["value": .string(inner), "type": "Group"]])
      for group in [inner, outer] {
        let reference = try await client.send("GET", "/Groups/\(group)").json["members"]?.array?.first?["$ref"]?.string
        let path = try #require(reference).replacing(client.base, with: "")
        // shows 7643-2.3.7-c 7643-2.3.7-d
        #expect(path.hasPrefix("/"))
        #expect(try await client.send("GET", path).json["id"] == .string(group == inner ? user : inner))
      }
      let mine = try await client.send("GET", "/Users/\(user)").json["groups"]?.array?.first
      // shows 7643-4.1.2-e
      #expect(mine?["value"] == .string(inner) && mine?["$ref"] == .string("\(client.base)/Groups/\(inner)"))
      let refused = try await client.patch(
        "/Users/\(user)", [["op": "add", "path": "groups", "value": [["value": .string(outer)]]]])
      // shows 7643-4.1.2-f 7643-7-g
      #expect(refused.status == 400 && refused.json["scimType"] == "mutability")
      // shows 7643-4.1.2-g
      #expect(mine?["type"] == "direct")
      let path = JSON.string("members[value eq \"\(user)\"]")
      #expect(try await client.patch("/Groups/\(inner)", [["op": "remove", "path": path]]).status < 300)
      #expect(try await client.send("GET", "/Users/\(user)").json["groups"] == nil)
    }
  }

  @Test("Every answer names its schemas, errors and lists among them")
  func schemas() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let id = try await client.user("anna")
      for path in [
        "/Users/\(id)", "/Users", "/Users/nobody", "/Schemas", "/Schemas/\(userURN)", "/ResourceTypes",
        "/ResourceTypes/User", "/ServiceProviderConfig", "/Users?filter=x", "/Nope", "/Users/\(id)?attributes=title",
      ] {
        let json = try await client.send("GET", path).json
        // shows 7643-3-a
        #expect(json["schemas"]?.array?.isEmpty == false, "\(path)")
        let isMessage = json["Resources"] != nil || json["status"] != nil
        // shows 7644-3.1-a
        #expect(json["schemas"]?.description.contains(":api:messages:2.0:") == isMessage, "\(path)")
      }
    }
  }
}
