import AdapterTesting
import JSON
import Testing

@Suite("Bad input: methods, paths, media types and tokens", .serialized)
struct BadInputRouteTests {
  @Test("Methods that mean nothing, media types that aren't taken, bodies that are missing")
  func methods() async throws {
    try await BadInputHost.run { bad in
      for method in ["BREW", "PROPFIND", "OPTIONS", "TRACE", "get", "PURGE", String(repeating: "A", count: 200)] {
        for path in ["/Users", "/Users/USER", "/Groups/GROUP", "/Schemas", "/.search"] {
          try await bad.expect(405, nil, method, path)
        }
      }
      for path in ["/Users", "/Users/USER", "/Groups", "/ServiceProviderConfig"] {
        try await bad.expect(200, nil, "HEAD", path)
      }
      try await bad.expect(405, nil, "HEAD", "/.search")
      try await bad.expect(404, nil, "HEAD", "/Users/nobody")
      let sound = Array(#"{"userName":"new"}"#.utf8)
      for type in [
        "text/xml", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "*/*",
        "application/scim+json; charset=utf-16", "application/json; charset=latin1", "application/scim+xml", "json",
      ] {
        for (method, path) in [("POST", "/Users"), ("PUT", "/Users/USER"), ("PATCH", "/Groups/GROUP")] {
          try await bad.expect(415, nil, method, path, sound, headers: [("Content-Type", type)], type)
        }
      }
      for method in ["POST", "PUT", "PATCH"] {
        for path in ["/ServiceProviderConfig", "/Schemas", "/ResourceTypes/User"] {
          try await bad.expect(405, nil, method, path)
          try await bad.expect(405, nil, method, path, sound, headers: [("Content-Type", "text/plain")])
        }
        try await bad.expect(404, nil, method, "/Nope", sound, headers: [("Content-Type", "text/plain")])
        try await bad.expect(501, nil, method, "/Me")
      }
      for coding in ["gzip", "deflate", "br", "gzip, identity"] {
        try await bad.expect(415, nil, "POST", "/Users", sound, headers: [("Content-Encoding", coding), json], coding)
      }
      for (method, path) in [
        ("POST", "/Users"), ("PUT", "/Users/USER"), ("PATCH", "/Users/USER"), ("POST", "/Groups"), ("POST", "/.search"),
      ] {
        try await bad.expect(400, "invalidSyntax", method, path, [], headers: [json])
        try await bad.expect(400, "invalidSyntax", method, path, headers: [json])
        try await bad.expect(415, nil, method, path)
      }
      for method in ["GET", "POST", "PATCH"] { try await bad.expect(501, nil, method, "/Me", Array("{}".utf8)) }
      try await bad.expect(501, nil, "GET", "/Me")
    }
  }

  private var json: (name: String, value: String) { ("Content-Type", "application/scim+json") }

  @Test("Paths: double slashes and empty queries are read, what could be read two ways is not there")
  func paths() async throws {
    try await BadInputHost.run { bad in
      for path in [
        "/Users/USER", "//Users//USER", "/Users/USER/", "/Users/USER?", "/Users/USER?&", "/Users/USER?&&a=b&",
      ] {
        try await bad.expect(200, nil, "GET", path)
      }
      let nowhere = [
        "/Users%2FUSER", "/Users%2fUSER", "/Users/USER%2F", "/Users%5CUSER", "/Users/%00", "/Users/USER%00",
        "/Users%00",
        "/Users/%ff", "/Users/%", "/Users/%zz", "/Users/%0A", "/./Users", "/../alpha/Users", "/Users/..",
        "/%2e%2e/Users",
        "/users", "/USERS", "/Users;x=1", "/Users/USER;x", "/Users/USER/x", "/Users.json",
        "/Users/ USER".replacing(" ", with: "%20"),
        "/Users/USER+", "/Groups/USER", "/Users/GROUP", "/Users/-1", "/Users/0", "/Users/1e0", "/Users/null",
        "/Users/%22",
        "/Users/%27%20or%201=1", "/Users/" + String(repeating: "a", count: 10_000), "/Schemas/USER", "/v2/Users", "/",
      ]
      for path in nowhere {
        for method in ["GET", "DELETE"] where !(method == "DELETE" && path.hasPrefix("/Schemas")) {
          try await bad.expect(404, nil, method, path)
        }
      }
      // A path that is escaped without need is the same path (RFC 3986 §6.2.2.2).
      try await bad.expect(200, nil, "GET", "/%55sers/USER")
      try await bad.expect(414, nil, "GET", "/Users/" + String(repeating: "a", count: 20_000))
    }
  }

  @Test(
    "Without an active token of this provider nothing is told and nothing done: none, wrong, inactive, deleted, another's"
  )
  func tokens() async throws {
    try await BadInputHost.run { bad in
      func issued(_ then: String) async throws -> String {
        let token = try await bad.host.perform("token.new", ["provider": "alpha"])
        _ = try await bad.host.perform(then, ["provider": "alpha", "id": token["id"] ?? .null])
        return token["token"]?.string ?? ""
      }
      let deleted = try await issued("token.delete")
      let inactive = try await issued("token.deactivate")
      let patch = Array(#"{"Operations":[{"op":"replace","path":"title","value":"x"}]}"#.utf8)
      for token in ["", "wrong", bad.client.token + "a", deleted, inactive, bad.host.beta.token] {
        try await bad.expect(401, nil, "DELETE", "/Users/USER", token: token)
        try await bad.expect(401, nil, "PATCH", "/Users/USER", patch, token: token)
        try await bad.expect(401, nil, "GET", "/Users/USER", token: token)
      }
    }
  }
}
