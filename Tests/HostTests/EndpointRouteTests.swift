import AdapterTesting
import JSON
import Testing

@Suite("Routes of the endpoint", .serialized)
struct EndpointRouteTests {
  @Test("Methods that mean nothing are 405 and say which do; what isn't there is 404; nothing is cut or echoed whole")
  func methods() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let id = try await client.user("anna")
      let wrong = [
        ("OPTIONS", "/Users", "GET, HEAD, POST"), ("DELETE", "/Groups", "GET, HEAD, POST"),
        ("POST", "/Users/\(id)", "GET, HEAD, PUT, PATCH, DELETE"), ("GET", "/.search", "POST"),
        ("PROPFIND", "/Schemas", "GET, HEAD"), ("PUT", "/Users/.search", "POST"),
      ]
      for (method, path, allowed) in wrong {
        let body: JSON? = ["POST", "PUT"].contains(method) ? .object([:]) : JSON?.none
        let reply = try await client.send(method, path, body)
        #expect(reply.status == 405 && reply.isSCIMError, "\(method) \(path)")
        #expect(reply.header("Allow") == allowed, "\(method) \(path)")
      }
      for path in ["", "/", "/Nope", "/users", "/Users/\(id)/x", "/Users%2F\(id)", "/Users/%00", "/Users/%ff"] {
        let reply = try await client.send("GET", path)
        #expect(reply.status == 404 && reply.isSCIMError, "\(path)")
      }
      for method in ["GET", "DELETE", "HEAD"] {
        let reply = try await client.send(method, "/Users/" + String(repeating: "a", count: 8000))
        #expect(reply.status == 404 && (reply.isSCIMError || method == "HEAD"), "\(method)")
      }
      for path in ["/Users/\(id)?", "/Users/\(id)?&", "//Users//\(id)"] {
        #expect(try await client.send("GET", path).status == 200, "\(path)")
      }
      #expect(try await client.send("GET", "/Me").status == 501)
      #expect(try await client.send("GET", "/Bulk").header("Allow") == "POST")
    }
  }

  @Test("HEAD is GET without the body; conditions hold reads and writes alike (RFC 9110 §13.1)")
  func conditions() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let id = try await client.user("anna")
      let group = try await client.group("devs", [["value": .string(id)]])
      let get = try await client.send("GET", "/Users/\(id)")
      let head = try await client.send("HEAD", "/Users/\(id)")
      #expect(head.status == 200 && head.body.isEmpty)
      #expect(head.header("Content-Length") == String(get.body.count) && head.header("ETag") == get.header("ETag"))
      #expect(get.header("ETag") == get.json["meta"]?["version"]?.string)
      let tag = get.header("ETag") ?? ""
      for path in ["/Users/\(id)", "/Groups/\(group)"] {
        let known = try await client.send("GET", path).header("ETag") ?? ""
        for method in ["GET", "HEAD"] {
          let same = try await client.send(method, path, nil, headers: [("If-None-Match", "W/\"x\", \(known)")])
          #expect(same.status == 304 && same.body.isEmpty && same.header("ETag") == known, "\(method) \(path)")
          #expect(try await client.send(method, path, nil, headers: [("If-None-Match", "W/\"x\"")]).status == 200)
        }
      }
      let body: JSON = ["schemas": [.string(userURN)], "userName": "anna", "title": "x"]
      let refused = [("If-Match", "W/\"9\""), ("If-Match", "garbage"), ("If-None-Match", "*"), ("If-None-Match", tag)]
      for (name, value) in refused {
        for (method, body) in [("PUT", body), ("DELETE", JSON?.none)] as [(String, JSON?)] {
          let reply = try await client.send(method, "/Users/\(id)", body, headers: [(name, value)])
          #expect(reply.status == 412 && reply.isSCIMError, "\(method) \(name): \(value)")
        }
      }
      #expect(try await client.send("GET", "/Users/\(id)").body == get.body)
      #expect(try await client.send("PUT", "/Users/\(id)", body, headers: [("If-Match", tag)]).status == 200)
    }
  }

  @Test("Discovery shows every member that RFC 7643 requires, whole and single")
  func discovery() async throws {
    // shows 7643-5-a
    try await EndpointHost.run { host in
      let client = host.alpha
      let service = try await client.send("GET", "/ServiceProviderConfig").json
      for name in ["patch", "bulk", "filter", "changePassword", "sort", "etag"] {
        #expect(service[name]?["supported"]?.bool == (name != "changePassword"))
      }
      #expect(service["bulk"]?["maxOperations"] == 1000 && service["bulk"]?["maxPayloadSize"] == 8_388_608)
      #expect(service["filter"]?["maxResults"] == 1000)
      #expect(service["authenticationSchemes"]?.array?.first?["type"] == "oauthbearertoken")
      for (path, kind) in [("/ResourceTypes", "ResourceType"), ("/Schemas", "Schema")] {
        let list = try await client.send("GET", path).json
        let resources = list["Resources"]?.array ?? []
        #expect(list["totalResults"] == JSON(resources.count) && list["itemsPerPage"] == JSON(resources.count))
        for resource in resources {
          let one = try await client.send("GET", "\(path)/\(resource["id"]?.string ?? "")")
          #expect(one.json == resource && resource["meta"]?["resourceType"] == .string(kind))
          #expect(resource["meta"]?["location"] == .string("\(client.base)\(path)/\(resource["id"]?.string ?? "")"))
          for attribute in resource["attributes"]?.array ?? [] { check(attribute) }
        }
        #expect(try await client.send("GET", "\(path)/nope").status == 404)
        #expect(try await client.send("GET", "\(path)?filter=id%20pr").status == 403)
      }
    }
  }

  private func check(_ attribute: JSON) {
    let needed = ["name", "type", "multiValued", "description", "required", "mutability", "returned"]
    for name in needed { #expect(attribute[name] != nil, "\(attribute["name"]?.string ?? ""): \(name)") }
    #expect((attribute["type"] == "complex") == (attribute["subAttributes"] != nil))
    #expect((attribute["type"] == "reference") == (attribute["referenceTypes"] != nil))
    for sub in attribute["subAttributes"]?.array ?? [] { check(sub) }
  }
}
