import AdapterTesting
import Foundation
import Host
import JSON
import Testing

/// Passwords and tokens, each in a place where it might be kept or told.
@Suite("Secrets never appear", .serialized)
struct SecretsTests {
  @Test(
    "No password and no token is in a file, a log line, an audit entry, a metric or an answer",
    arguments: LogFormat.allCases)
  func canaries(_ format: LogFormat) async throws {
    // shows 7643-4.1.1-j 7643-9.2-a
    try await EndpointHost.run(log: { HostLog(format, output: Self.logFile(in: $0)) }) { host in
      let client = host.alpha
      var replies = try await passwords(client)
      replies += try await tokens(client)
      for reply in replies {
        #expect(!String(decoding: reply.body, as: UTF8.self).contains("CANARY"))
      }
      // Refusals are written apart from what they refuse; the next change finds them there.
      _ = try await client.user("last")
      try await host.settled("alpha")
      let exported = try await host.audit("alpha").description
      #expect(exported.contains("request.refused") && !exported.contains("CANARY"))
      #expect(!exported.contains(client.token.suffix(40)) && !exported.contains("dgms_A"))
      for file in try host.files() {
        let content = try Data(contentsOf: file)
        for secret in ["CANARY", String(client.token.suffix(40)), "dgms_A"] {
          #expect(content.firstRange(of: Data(secret.utf8)) == nil, "\(secret) in \(file.lastPathComponent)")
        }
      }
    }
  }

  private func passwords(_ client: EndpointClient) async throws -> [ExchangeReply] {
    let id = try await client.user("anna", ["password": "CANARY-1"])
    let bodies: [JSONObject] = [
      ["password": "CANARY-2"], ["PassWord": "CANARY-3"], ["\(userURN):password": "CANARY-4"],
      [userURN: ["password": "CANARY-5"]], [enterpriseURN: ["password": "CANARY-6"]],
      ["urn:example:1.0:User": ["deep": [["Password": "CANARY-7"]]]], ["name": ["password": "CANARY-8"]],
      ["password": ["x": "CANARY-9"]], ["password": ["CANARY-10"]],
      ["emails": [["value": "a@b", "password": "CANARY-11"]]],
    ]
    var replies: [ExchangeReply] = []
    for extra in bodies {
      var body: JSONObject = ["schemas": [.string(userURN)], "userName": "anna"]
      for (key, value) in extra where key != userURN { body[key] = value }
      if case .object(var core)? = extra[userURN] {
        core["userName"] = "anna"
        body = [userURN: .object(core)]
      }
      replies.append(try await client.send("PUT", "/Users/\(id)", .object(body)))
      replies.append(try await client.patch("/Users/\(id)", [["op": "add", "value": .object(extra)]]))
    }
    for path in [
      "password", "\(userURN):password", "name.password", "\(enterpriseURN):password", "emails[type eq \"x\"].password",
    ] {
      replies.append(
        try await client.patch("/Users/\(id)", [["op": "replace", "path": .string(path), "value": "CANARY-12"]]))
    }
    for path in [
      "password[value eq \"CANARY-16\"]", "PassWord[value eq CANARY-17]", "password eq \"CANARY-18\"",
      "password[CANARY-19",
      "emails[password eq \"CANARY-20\"].value", "password=CANARY-21", "\(userURN):password[value sw \"CANARY-22\"].x",
      "emails[type eq \"x\" and password CANARY-23 \"\"]", "a[password eq \"CANARY-24\"][", "password.CANARY-25",
    ] {
      for op in ["add", "replace", "remove"] {
        let operation: JSON = ["op": .string(op), "path": .string(path), "value": "CANARY-27"]
        replies.append(try await client.patch("/Users/\(id)", [operation]))
      }
    }
    replies.append(
      try await client.send("POST", "/Groups", ["displayName": "g", "password": "CANARY-13"]))
    for filter in [
      "password eq \"CANARY-14\"", "password eq CANARY-15", "password=CANARY-28",
      "id pr and password eq \"CANARY-29\" x",
      "(password CANARY-30", "emails[password sw \"CANARY-31\"] x",
    ] {
      replies.append(try await client.send("GET", "/Users?filter=\(filter.percentEncoded)"))
    }
    replies.append(try await client.send("GET", "/Users/\(id)"))
    return replies
  }

  /// A token that stands where none belongs; the answer may repeat it to who sent it, nothing else may.
  private func tokens(_ client: EndpointClient) async throws -> [ExchangeReply] {
    let stray = "dgms_A" + String(repeating: "b", count: 48)
    for (method, path) in [
      ("GET", "/Users/\(stray)"), ("DELETE", "/Users/\(stray)"), ("GET", "/Users?filter=\(stray)%20pr%20x"),
      ("GET", "/Users?filter=userName%20eq%20\(stray)"), ("GET", "/\(stray)"), ("DELETE", "/Groups/\(client.token)"),
    ] {
      #expect(try await client.send(method, path).status >= 400)
    }
    let query = try await client.send("GET", "/Users?access_token=\(client.token)", token: "")
    #expect(query.status == 401)
    return [query, try await client.send("GET", "/Users", token: stray)]
  }

  private static func logFile(in folder: String) -> FileHandle {
    let path = folder + "/host.log"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return FileHandle(forWritingAtPath: path) ?? .standardError
  }
}

extension EndpointHost {
  /// Waits until the refusals that were answered are in the trail.
  func settled(_ provider: String) async throws {
    for _ in 0..<100 where try await !audit(provider).contains(where: { $0["kind"] == "request.refused" }) {
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  func files() throws -> [URL] {
    let root = URL(fileURLWithPath: folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    // The administrators' credential is in a file of its own, and is none of these.
    return names.map { root.appending(path: $0) }.filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
    }
  }
}
