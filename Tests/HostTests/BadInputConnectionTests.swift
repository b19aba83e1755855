#if os(Linux)
  import Foundation
  import AdapterTesting
  import JSON
  import Testing

  @Suite("Bad input: clients that go, stall, or don't read", .serialized, .ownThread)
  struct BadInputConnectionTests {
    @Test("A client that goes at any byte of its request: nothing is carried out, and nothing stays open")
    func goes() async throws {
      try await BadInputHost.run { bad in
        let body = #"{"userName":"gone","title":"never"}"#
        let chunked = "12\r\n\(body.prefix(18))\r\n11\r\n\(body.dropFirst(18))\r\n0\r\n\r\n"
        let requests = [
          bad.client.wire("POST", "/Users", body),
          bad.client.wire("POST", "/Users", chunked, length: "Transfer-Encoding: chunked"),
        ]
        for request in requests {
          for length in stride(from: 0, to: request.count, by: 2) {
            let connection = try BadInputConnection(bad.client)
            connection.send(request.prefix(length))
            if length % 3 == 0 { connection.resets() }
            if length % 3 == 1 { connection.finish() }
          }
          try await bad.expectUnchanged("a client that went")
        }
        for _ in 0..<500 where try bad.client.openConnections() > 0 { try await Task.sleep(for: .milliseconds(20)) }
        #expect(try bad.client.openConnections() == 0)
      }
    }

    @Test("Slow heads, slow bodies and slow readers: others are served at once, and the slow are shut down")
    func stalls() async throws {
      let limits =
        "requestsPerSecond: 100000, requestBurst: 100000, headerTime: 1s, bodyTime: 1s, connectionsPerSource: 200"
      try await EndpointHost.run(limits: limits) { host in
        let group = try await host.alpha.group("large", (0..<5000).map { ["value": .string("m\($0)")] })
        let sound = host.alpha.wire("GET", "/Groups/\(group)")
        var slow: [BadInputConnection] = []
        for number in 0..<30 {
          let connection = try BadInputConnection(host.alpha)
          switch number % 3 {
          case 0: connection.send(sound.prefix(20 + number))
          case 1: connection.send(host.alpha.wire("POST", "/Users", #"{"userName":"slow"}"#).dropLast(5))
          default:
            connection.takesLittle()
            connection.send(sound)
          }
          slow.append(connection)
        }
        for _ in 0..<20 {
          let read = try await host.alpha.send("GET", "/Groups/\(group)")
          #expect(read.status == 200 && read.json["members"]?.array?.count == 5000)
        }
        for (number, connection) in slow.enumerated() where number % 3 < 2 {
          let (text, isClosed) = connection.rest(seconds: 30)
          #expect(isClosed && !text.hasPrefix("HTTP/1.1 2"), "\(number) \(text)")
        }
        #expect(try await host.alpha.search("/Users", "userName eq \"slow\"").ids == [])
        #expect(try await host.audit("alpha").filter { $0["kind"] == "user.created" }.isEmpty)
      }
    }
  }
#endif
