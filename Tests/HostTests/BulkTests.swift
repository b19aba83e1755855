import AdapterTesting
import JSON
import Testing

@testable import SCIM

@Suite("Bulk (RFC 7644 §3.7)", .serialized)
struct BulkTests {
  @Test("Operations are carried out in the order of their references, answered in that of the request, each audited")
  func references() async throws {
    // shows 7644-3.7-k 7644-3.7.1-b 7644-3.7.1-c
    try await EndpointHost.run { host in
      let old = try await host.alpha.user("old")
      let reply = try await host.alpha.bulk([
        ["method": "POST", "path": "/Groups", "bulkId": "g", "data": group("Devs", ["bulkId:a", "bulkId:b"])],
        ["method": "post", "path": "/Users", "bulkId": "a", "data": user("anna", ["manager": ["value": "bulkId:b"]])],
        ["method": "POST", "path": "/Users", "bulkId": "b", "data": user("bob")],
        [
          "method": "PATCH", "path": "/Groups/bulkId:g",
          "data": ["Operations": [["op": "remove", "path": "members[value eq \"bulkId:b\"]"]]],
        ],
        ["method": "PUT", "path": .string("/Users/\(old)"), "version": "W/\"1\"", "data": user("renamed")],
        ["method": "DELETE", "path": .string("/Users/\(old)"), "version": "W/\"1\""],
      ])
      #expect(reply.statuses == ["201", "201", "201", "200", "200", "412"])
      let operations = reply.operations
      #expect(operations.prefix(3).map { $0["bulkId"]?.string } == ["g", "a", "b"])
      let ids = operations.map { $0["location"]?.string?.split(separator: "/").last.map(String.init) ?? "" }
      let devs = try await host.alpha.send("GET", "/Groups/\(ids[0])")
      #expect(devs.json["members"]?.array?.compactMap { $0["value"]?.string } == [ids[1]])
      #expect(operations[3]["version"]?.string == devs.header("ETag") && ids[3] == ids[0])
      #expect(
        try await host.alpha.send("GET", "/Users/\(ids[1])").json[enterpriseURN]?["manager"]?["value"]?.string == ids[2]
      )
      #expect(operations[5]["response"]?["status"] == "412")
      let kinds = try await host.audit("alpha").compactMap { $0["kind"]?.string }
      #expect(kinds.count { $0 == "user.created" } == 3 && kinds.count { $0 == "group.created" } == 1)
      #expect(kinds.contains("member.removed") && kinds.contains("user.updated") && kinds.contains("request.refused"))
    }
  }

  @Test("What can't be carried out says so and stops nothing else, unless failOnErrors does")
  func errors() async throws {
    // shows 7644-3.7.1-a 7644-3.7-i
    try await EndpointHost.run { host in
      let foreign = try await host.beta.user("foreign")
      let operations: [JSON] = [
        ["method": "POST", "path": "/Users", "bulkId": "a", "data": user("a", ["manager": ["value": "bulkId:b"]])],
        ["method": "POST", "path": "/Users", "bulkId": "b", "data": user("b", ["manager": ["value": "bulkId:a"]])],
        ["method": "POST", "path": "/Users", "bulkId": "c", "data": user("c", ["manager": ["value": "bulkId:a"]])],
        ["method": "POST", "path": "/Users", "bulkId": "d", "data": user("d", ["manager": ["value": "bulkId:no"]])],
        ["method": "POST", "path": "/Users", "bulkId": "e", "data": user("e")],
        ["method": "POST", "path": "/Users", "bulkId": "e", "data": user("e2")],
        ["method": "POST", "path": "/Users", "data": user("f")], ["method": "GET", "path": "/Users"],
        ["method": "POST", "path": "/Bulk", "bulkId": "g", "data": [:]], "nonsense",
        ["method": "DELETE", "path": .string("/Users/\(foreign)")], ["method": "DELETE", "path": "/Users/nobody"],
        ["method": "POST", "path": "/Users", "bulkId": "h", "data": user("e")],
        ["method": "PATCH", "path": "/Users/bulkId:h", "data": ["Operations": []]],
        [
          "method": "POST", "path": "/Users", "bulkId": "self",
          "data": user("s", ["manager": ["value": "bulkId:self"]]),
        ],
      ]
      let reply = try await host.alpha.bulk(operations)
      #expect(
        reply.statuses == [
          "409", "409", "409", "400", "201", "400", "400", "400", "400", "400", "404", "404", "409", "409", "409",
        ])
      for (number, operation) in reply.operations.enumerated() where operation["status"] != "201" {
        let detail = operation["response"]?["detail"]?.string ?? ""
        #expect(detail.hasPrefix("operation \(number + 1): "), "\(operation)")
        #expect((operation["location"] == nil) == (operation["method"] == "POST" || number == 9), "\(operation)")
      }
      let unknown = reply.operations[10...11].map { operation in
        String((operation["response"]?["detail"]?.string ?? "").prefix { $0 != "'" })
      }
      #expect(unknown[0].replacing("11", with: "12") == unknown[1])
      #expect(try await host.beta.send("GET", "/Users/\(foreign)").status == 200)
      #expect(try await host.alpha.search("/Users", "userName pr").ids?.count == 1)
      let stopped = try await host.alpha.bulk(operations, failOnErrors: 2)
      #expect(stopped.statuses.count == 2)
      #expect(try await host.alpha.search("/Users", "userName pr").ids?.count == 1)
    }
  }

  @Test("Limits are those that are advertised; a body that is no bulk is refused whole")
  func limits() async throws {
    try await EndpointHost.run(limits: "bulkOperations: 20, bulkBody: 4 KiB") { host in
      let bulk = try await host.alpha.send("GET", "/ServiceProviderConfig").json["bulk"]
      #expect(bulk == ["supported": true, "maxOperations": 20, "maxPayloadSize": 4096])
      let one: JSON = ["method": "DELETE", "path": "/Users/x"]
      #expect(try await host.alpha.bulk(Array(repeating: one, count: 20)).statuses.count == 20)
      #expect(try await host.alpha.bulk(Array(repeating: one, count: 21)).reply.status == 413)
      #expect(try await host.alpha.bulk([one], padding: 5000).reply.status == 413)
      for body in ["{}", "[]", #"{"Operations":{}}"#, #"{"Operations":[],"failOnErrors":0}"#, ""] {
        let reply = try await host.alpha.send("POST", "/Bulk", bytes: Array(body.utf8))
        #expect(reply.status == 400 && reply.isSCIMError, "\(body)")
      }
    }
  }

  @Test("10,001 operations are too many, whatever the limit says")
  func tooMany() async throws {
    try await EndpointHost.run { host in
      let one: JSON = ["method": "DELETE", "path": "/Users/x"]
      let reply = try await host.alpha.bulk(Array(repeating: one, count: 10_001)).reply
      #expect(reply.status == 413 && reply.isSCIMError)
    }
  }

  @Test("An operation is read in the provider's dialect, as it would be alone")
  func dialect() async throws {
    let entra = TestProvider(name: "entra", adapter: "EntraID")
    try await TestHost.run([entra]) { host in
      let client = try await host.client("entra")
      let id = try await client.create("anna@example.org", ["externalId": "x1"])
      let patch: JSON = ["Operations": [["op": "Replace", "path": "active", "value": "False"]]]
      let body: JSON = ["Operations": [["method": "PATCH", "path": .string("/Users/\(id)"), "data": patch]]]
      let reply = try await client.send("POST", "/Bulk", body)
      let alone = try await client.send("PATCH", "/Users/\(id)", patch)
      #expect(reply.body["Operations"]?.array?.first?["status"] == .string(String(alone.status)))
      #expect(try await client.read("/Users/\(id)")["active"] == false)
    }
  }

  @Test("Chains and circles of any length end", arguments: [1, 2, 5000])
  func order(length: Int) throws {
    let list = (0..<length).map { place -> JSON in
      let next = "bulkId:\((place + 1) % length)"
      return ["method": "POST", "path": "/Users", "bulkId": .string("\(place)"), "data": ["manager": .string(next)]]
    }
    let circle = try BulkRequest(["Operations": .array(list)], limit: length)
    #expect(BulkOrder(circle.operations).faults.count == length)
    let chain = BulkOrder(Array(circle.operations.dropLast()) + [BulkOperation(list[length - 1], number: 0)])
    #expect(chain.places.count == length)
    let open = try BulkRequest(["Operations": .array(Array(list.dropLast()) + [last(length - 1)])], limit: length)
    #expect(BulkOrder(open.operations).places == (0..<length).reversed() && BulkOrder(open.operations).faults.isEmpty)
  }

  private func last(_ place: Int) -> JSON {
    ["method": "POST", "path": "/Users", "bulkId": .string("\(place)"), "data": [:]]
  }

  private func user(_ name: String, _ enterprise: JSONObject = [:]) -> JSON {
    var user: JSONObject = ["schemas": [.string(userURN)], "userName": .string(name)]
    if !enterprise.isEmpty { user[enterpriseURN] = .object(enterprise) }
    return .object(user)
  }

  private func group(_ name: String, _ members: [String]) -> JSON {
    [
      "schemas": [.string(groupURN)], "displayName": .string(name),
      "members": .array(members.map { ["value": .string($0)] }),
    ]
  }
}

/// The answer to a bulk.
struct BulkReply {
  var reply: ExchangeReply
  var operations: [JSON] { reply.json["Operations"]?.array ?? [] }
  var statuses: [String] { operations.compactMap { $0["status"]?.string } }
}

extension EndpointClient {
  /// Sends operations as one bulk, with an attribute of so many bytes that means nothing.
  func bulk(_ operations: [JSON], failOnErrors: Int? = nil, padding: Int = 0) async throws -> BulkReply {
    var body: JSONObject = [
      "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": .array(operations),
    ]
    body["failOnErrors"] = failOnErrors.map { JSON($0) }
    if padding > 0 { body["padding"] = .string(String(repeating: "x", count: padding)) }
    return BulkReply(reply: try await send("POST", "/Bulk", .object(body)))
  }
}
