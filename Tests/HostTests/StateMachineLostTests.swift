#if os(Linux)
  import Foundation
  import JSON
  import Testing

  /// Nobody knows whether what was sent has happened: each request is sent by a client that goes before its answer, and
  /// then again. The lost one may even be carried out after its replay; the end is the same.
  @Suite("The client goes before its answer, and asks again", .serialized)
  struct StateMachineLostTests {
    private static let cases =
      ProcessInfo.processInfo.environment["DRAGOMAN_MACHINE_LOST"].flatMap { Int($0) } ?? 40

    private struct Case {
      var host: TestHost
      var idp: TestClient
      var number: Int
      var name: String { "lost \(number)" }
      var manner: LostRequest.Manner {
        LostRequest.Manner.allCases[number % LostRequest.Manner.allCases.count]
      }

      /// Sends and goes. Every other time the replay follows at once, else when the lost request was seen to happen:
      /// whether it did, which one on a connection that was reset needn't.
      func lose(
        _ method: String, _ path: String, _ body: JSON?, happened: () async throws -> Bool
      ) async throws -> Bool {
        try LostRequest(method: method, path: path, body: body).send(by: idp, manner)
        guard number % 2 == 0 else { return false }
        for _ in 0..<(manner == .resets ? 5 : 2000) {
          if try await happened() { return true }
        }
        #expect(manner == .resets, "it never happened")
        return false
      }

      func tag(_ path: String) async throws -> String? { try await idp.send("GET", path).header("ETag") }

      /// The number of entries of that kind for a resource.
      func entries(_ kind: String, _ id: String) async throws -> Int {
        try await host.audit().count { $0["kind"]?.string == kind && $0["resourceID"]?.string == id }
      }
    }

    /// Plays the cases; how many of the lost requests had happened when they were replayed.
    private static func play(_ replay: (Case) async throws -> Bool) async throws {
      try await TestHost.run { host in
        let idp = try await host.client()
        var happened = 0
        for number in 0..<cases {
          happened += try await replay(Case(host: host, idp: idp, number: number)) ? 1 : 0
        }
        #expect(happened > 0, "or nothing was lost after it had happened")
        #expect(try await host.perform("audit.verify")["faults"] == [])
      }
    }

    @Test("POST: one user, one entry; the replay is 409, and the filter finds the one")
    func post() async throws {
      try await Self.play { lost in
        let body = User.of(lost.name)
        let search = filtered("/Users", "userName eq \"\(lost.name)\"")
        let happened = try await lost.lose("POST", "/Users", body) {
          try await lost.idp.read(search)["totalResults"] == 1
        }
        let first = try await lost.idp.send("POST", "/Users", body)
        #expect(first.status == 409 || !happened && first.status == 201)
        let replies = [
          try await lost.idp.send("POST", "/Users", body), try await lost.idp.send("POST", "/Users", body),
        ]
        #expect(replies.allSatisfy { $0.status == 409 && $0.body["scimType"] == "uniqueness" })
        let found = try await lost.idp.read(search)
        #expect(found["totalResults"] == 1)
        let id = found["Resources"]?.array?.first?["id"]?.string ?? ""
        #expect(try await lost.entries("user.created", id) == 1)
        #expect(try await lost.host.users().count { $0["userName"]?.string == lost.name } == 1)
        return happened
      }
    }

    @Test(
      "PUT and PATCH: the replay changes nothing, and one version and one entry tell of both",
      arguments: ["PUT", "PATCH"])
    func write(_ method: String) async throws {
      try await Self.play { lost in
        let id = try await lost.idp.create(lost.name)
        let body =
          method == "PUT"
          ? User.of(lost.name, ["title": "Countess"]) : TestClient.operations([replacing("title", "Countess")])
        let happened = try await lost.lose(method, "/Users/\(id)", body) {
          try await lost.tag("/Users/\(id)") == "W/\"2\""
        }
        for _ in 0..<3 {
          let reply = try await lost.idp.send(method, "/Users/\(id)", body)
          #expect(reply.status == 200 && reply.header("ETag") == "W/\"2\"")
        }
        #expect(try await lost.entries("user.updated", id) == 1)
        let user = try await lost.host.user(id)
        #expect(user["version"] == 2 && user["title"] == "Countess")
        return happened
      }
    }

    @Test("PATCH of members: who was added is a member once")
    func members() async throws {
      try await Self.play { lost in
        let user = try await lost.idp.create(lost.name)
        let group = try await lost.idp.createGroup(lost.name)
        let body = TestClient.operations([["op": "add", "path": "members", "value": [["value": .string(user)]]]])
        let happened = try await lost.lose("PATCH", "/Groups/\(group)", body) {
          try await lost.tag("/Groups/\(group)") == "W/\"2\""
        }
        for _ in 0..<3 {
          #expect(try await lost.idp.send("PATCH", "/Groups/\(group)", body).header("ETag") == "W/\"2\"")
        }
        #expect(try await lost.idp.read("/Groups/\(group)")["members"]?.array?.count == 1)
        #expect(try await lost.entries("member.added", group) == 1)
        return happened
      }
    }

    @Test("DELETE: the user goes once; the second is 404, and a new one of the name is another")
    func delete() async throws {
      try await Self.play { lost in
        let id = try await lost.idp.create(lost.name)
        let happened = try await lost.lose("DELETE", "/Users/\(id)", nil) {
          try await lost.idp.send("GET", "/Users/\(id)").status == 404
        }
        let first = try await lost.idp.send("DELETE", "/Users/\(id)")
        #expect(first.status == 404 || !happened && first.status == 204)
        #expect(try await lost.idp.send("DELETE", "/Users/\(id)").status == 404)
        #expect(try await lost.entries("user.deleted", id) == 1)
        #expect(try await lost.host.user(id) == .null)
        #expect(try await lost.idp.create(lost.name) != id)
        return happened
      }
    }
  }

  /// A request whose client doesn't wait for the answer.
  struct LostRequest {
    /// How the client goes.
    enum Manner: CaseIterable {
      /// Closes the connection.
      case closes
      /// Resets it.
      case resets
      /// Says that it has nothing more to send, then closes.
      case ends
    }

    var method: String
    var path: String
    var body: JSON?

    func send(by idp: TestClient, _ manner: Manner) throws {
      guard let url = URLComponents(string: idp.base), let port = url.port.flatMap(UInt16.init(exactly:)) else {
        throw StateMachineFault(description: "no endpoint at \(idp.base)")
      }
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(descriptor) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      let connected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      let bytes = text(idp, url.path)
      guard connected == 0, Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
      else { throw StateMachineFault(description: "the host takes no connection") }
      if manner == .ends { shutdown(descriptor, Int32(SHUT_WR)) }
      guard manner == .resets else { return }
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    private func text(_ idp: TestClient, _ prefix: String) -> [UInt8] {
      let body = body?.bytes ?? []
      let length = body.isEmpty ? "" : "Content-Type: application/scim+json\r\nContent-Length: \(body.count)\r\n"
      let head =
        "\(method) \(prefix)\(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(idp.token)\r\n\(length)\r\n"
      return Array(head.utf8) + body
    }
  }
#endif
