import HTTP
import Testing

/// What keeps a server from starting is said.
@Suite(.serialized, .ownThread)
struct StartTests {
  private func start(_ configuration: HTTPConfiguration) throws {
    try HTTPServer(configuration, handler: Desk()).stop(grace: .zero)
  }

  @Test func aPortThatIsTaken() throws {
    let serving = try Serving()
    let port = serving.server.port
    #expect { try start(HTTPConfiguration(port: port)) } throws: { error in
      guard case HTTPServerError.listen("127.0.0.1", port, _) = error else { return false }
      return "\(error)".contains("in use")
    }
  }

  @Test(arguments: ["no.such.host.invalid", "999.1.1.1"])
  func aHostThatIsNone(_ host: String) {
    #expect(throws: HTTPServerError.self) { try start(HTTPConfiguration(host: host)) }
  }

  @Test func aPortThatIsNone() {
    #expect(throws: HTTPServerError.self) { try start(HTTPConfiguration(port: 70_000)) }
  }

  @Test func aCertificateThatIsNone() {
    #expect { try start(HTTPConfiguration(tls: ("nonsense", "nonsense"))) } throws: { error in
      guard case HTTPServerError.tls = error else { return false }
      return true
    }
  }

  @Test func theNextServerMayTakeThePortAtOnce() throws {
    let first = try Serving()
    let port = first.server.port
    let client = try first.client()
    client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(client.answer()?.status == 200)
    first.server.stop(grace: .seconds(1))
    try start(HTTPConfiguration(port: port))
  }
}
