import AdapterTesting
import Host
import JSON
import SCIM
import Testing

@testable import Provisioning

/// RFC 7644 §1–§3.2, §3.7, §3.8, §3.11–§3.13: what holds of every request.
@Suite("RFC 7644: the protocol", .serialized)
struct ConformanceProtocolTests {
  @Test("Base URLs hold no query, and a token opens what it was made for")
  func access() async throws {
    try await EndpointHost.run { host in
      // shows 7644-1.3-a
      #expect(!host.alpha.base.contains("?") && !host.alpha.base.contains("#"))
      let none = try await host.alpha.send("GET", "/Users", token: "")
      // shows 7644-2-c
      #expect(none.status == 401 && none.header("WWW-Authenticate") == "Bearer")
      let id = try await host.alpha.user("anna")
      // shows 7644-2-d 7644-2-f 7644-7.7-c
      #expect(try await host.alpha.send("GET", "/Users/\(id)", token: host.beta.token).status == 401)
      #expect(try await host.beta.send("GET", "/Users/\(id)").status == 404)
      let actor = try await host.audit("alpha").first { $0["kind"] == "user.created" }?["actor"]?.string
      // shows 7644-2-e 7644-2-a
      #expect(actor?.hasPrefix("token:tok_") == true, "\(actor ?? "")")
    }
  }

  @Test("Encodings and media types")
  func media() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let body: JSON = ["schemas": [.string(userURN)], "userName": "zoë", "displayName": "Zoë 🦊 李"]
      // shows 7644-3.8-a 7644-3.8-b
      let made = try await client.send("POST", "/Users", body)
      #expect(made.status == 201 && made.json["displayName"] == "Zoë 🦊 李")
      let latin = Array("{\"schemas\":[\"\(userURN)\"],\"userName\":\"zo".utf8) + [0xEB] + Array("\"}".utf8)
      #expect(try await client.send("POST", "/Users", bytes: latin).status == 400)
      // shows 7644-3.8-c 7644-3.8-d 7644-8.1-a
      for accept in ["application/scim+json", "application/json", "*/*", "application/json;q=0.9, text/html"] {
        let reply = try await client.send("GET", "/Users", headers: [(name: "Accept", value: accept)])
        #expect(reply.status == 200 && reply.json["totalResults"] == 1, "\(accept)")
        #expect(reply.header("Content-Type")?.hasPrefix("application/scim+json") == true, "\(accept)")
      }
    }
  }

  @Test("Errors: by status and in the body")
  func errors() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let id = try await client.user("anna")
      let stale = [(name: "If-Match", value: "W/\"9\"")]
      // shows 7644-3.12-a 7644-3.12-b 7644-3.12-c 7644-3.2-c 7644-3.2-d
      for (reply, status) in [
        (try await client.send("POST", "/Users", bytes: Array("{".utf8)), 400),
        (try await client.send("GET", "/Users", token: "wrong"), 401),
        (try await client.send("GET", "/Schemas?filter=id%20pr"), 403),
        (try await client.send("GET", "/Users/nobody"), 404), (try await client.send("GET", "/Nope"), 404),
        (try await client.send("POST", "/Users", ["schemas": [.string(userURN)], "userName": "anna"]), 409),
        (try await client.send("DELETE", "/Users/\(id)", nil, headers: stale), 412),
        (try await client.send("GET", "/Me"), 501),
      ] {
        #expect(reply.status == status && reply.isSCIMError, "\(status)")
        #expect(reply.json["status"] == .string(String(status)))
      }
      for method in ["GET", "PUT", "PATCH", "DELETE"] {
        // shows 7644-3.11-a
        #expect(try await client.send(method, "/Me").status == 501, "\(method)")
      }
      // shows 7644-3.12-d
      #expect(SCIMError.internalFault.status == 500 && SCIMError.internalFault.detail.contains("Request-Id"))
      #expect(try await client.send("GET", "/Users/nobody").header("Request-Id")?.isEmpty == false)
      // shows 7644-3.13-b
      for path in ["/v2/Users", "/v3/Users", "/v1/Users"] {
        #expect(try await client.send("GET", path).status == 404, "\(path)")
      }
    }
  }

  @Test("A bulk: what an operation needs, and what its answer has")
  func bulk() async throws {
    try await EndpointHost.run(limits: "bulkOperations: 20, bulkBody: 8 KiB") { host in
      let client = host.alpha
      let user: JSON = ["schemas": [.string(userURN)], "userName": "anna"]
      let sound: JSON = ["method": "POST", "path": "/Users", "bulkId": "a", "data": user]
      let incomplete: [JSON] = [
        ["path": "/Users", "bulkId": "b", "data": user], ["method": "POST", "bulkId": "c", "data": user],
        ["method": "POST", "path": "/Users", "data": user], ["method": "POST", "path": "/Users", "bulkId": "d"],
        ["method": "PUT", "path": "/Users/x"], ["method": "PATCH", "path": "/Users/x"],
      ]
      let reply = try await client.bulk(incomplete + [sound])
      // shows 7644-3.7-h 7644-3.7-i 7644-3.7.3-a
      #expect(reply.reply.status == 200 && reply.operations.count == 7)
      for operation in reply.operations.dropLast() {
        // shows 7644-3.7-b 7644-3.7-c 7644-3.7-d 7644-3.7-f 7644-3.7-g 7644-3.7.3-d
        #expect(operation["status"] == "400" && operation["response"]?["status"] == "400", "\(operation)")
        #expect(operation["response"]?["detail"]?.string?.isEmpty == false)
      }
      let made = reply.operations.last
      // shows 7644-3.7-e 7644-3.7-j 7644-3.7.3-b 7644-3.7.3-c
      #expect(made?["status"] == "201" && made?["bulkId"] == "a")
      let location = try #require(made?["location"]?.string)
      #expect(try await client.send("GET", location.replacing(client.base, with: "")).status == 200)
      let failed = try await client.bulk([["method": "DELETE", "path": "/Users/nobody"]]).operations.first
      #expect(failed?["status"] == "404" && failed?["location"] == .string(client.base + "/Users/nobody"))
      // shows 7644-3.7-a
      #expect(try await client.send("POST", "/Bulk", [:]).status == 400)
      let many = try await client.bulk(Array(repeating: sound, count: 21)).reply
      // shows 7644-3.7.4-a 7644-3.7.4-b 7644-3.7.4-c
      #expect(many.status == 413 && many.json["detail"]?.string?.contains("20") == true)
      let large = try await client.bulk([sound], padding: 9000).reply
      #expect(large.status == 413 && large.json["detail"]?.string?.contains("8192") == true, "\(large.json)")
    }
  }
}
