import AdapterKit
import JSON
import Testing

/// What lets somebody in is the host's to read, and no adapter's.
@Suite struct CredentialsTests {
  /// Tells the names of the headers that it is given.
  private struct Curious: IdentityProviderAdapter {
    init(options: AdapterOptions) {}

    func normalize(_ request: AdapterRequest) -> AdapterRequest {
      var copy = request
      for header in request.headers { copy.note(header.name) }
      return copy
    }

    func render(_ response: AdapterResponse, to request: AdapterRequest) -> AdapterResponse {
      var copy = response
      for header in request.headers { copy.note(header.name) }
      return copy
    }
  }

  @Test("A library sees no Authorization, Proxy-Authorization or Cookie, however they are spelled")
  func withheld() throws {
    let dialect = try Dialect(library: LinkedAdapter(Curious(options: AdapterOptions([:]))))
    let names = ["Accept", "AUTHORIZATION", "authorization", "Proxy-authorization", "cookie", "Authorizations"]
    let request = AdapterRequest(
      method: "GET", path: "/Users", headers: names.map { AdapterHeader($0, "Bearer dgms_a") })
    #expect(try dialect.normalize(request).notes == ["Accept", "Authorizations"])
    #expect(dialect.render(AdapterResponse(status: 200), to: request).notes == ["Accept", "Authorizations"])
  }
}
