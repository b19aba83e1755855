import Directory
import Foundation
import JSON
import Store
import Testing
import Text
import Tokens

@testable import Host

@Suite("Tokens at the door: one 401 for everything that isn't an active token of this provider", .serialized)
struct TokenDoorTests {
  private static let two = [TestProvider(), TestProvider(name: "other")]

  private static func bearer(_ token: String) -> [(name: String, value: String)] {
    [("Authorization", "Bearer \(token)")]
  }

  private static func basic(_ user: String, _ password: String) -> [(name: String, value: String)] {
    [("Authorization", "Basic " + Data("\(user):\(password)".utf8).base64EncodedString())]
  }

  @Test("No token, a wrong one, an inactive, a deleted, an expired, another provider's, two headers: the same answer")
  func refused() async throws {
    // shows 7644-2-c 7644-2-d
    try await TestHost.run(Self.two) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      let good = idp.token
      #expect(try await idp.send("GET", "/Users").status == 200)
      let second = try await host.client()
      try await host.perform("token.deactivate", ["provider": "acme", "id": .string(second.tokenID)])
      let deleted = try await host.client("other")
      try await host.perform("token.delete", ["provider": "other", "id": .string(deleted.tokenID)])
      let presented: [[(name: String, value: String)]] = [
        [], Self.bearer(""), Self.bearer("wrong"), Self.bearer(String(good.dropLast()) + "!"),
        Self.bearer(second.token),
        Self.bearer(deleted.token), Self.bearer(other.token), Self.bearer(good) + Self.bearer(good),
        [("Authorization", good)], Self.basic("scim", good), [("X-Authorization", "Bearer \(good)")],
      ]
      var answers: [TestReply] = []
      for headers in presented { answers.append(try await idp.send("GET", "/Users", headers: headers)) }
      for answer in answers {
        #expect(answer.status == 401)
        #expect(answer.body == answers[0].body)
        #expect(answer.header("WWW-Authenticate") == "Bearer")
        #expect(answer.header("Content-Type")?.hasPrefix("application/scim+json") ?? false)
      }
      let spelled = try await idp.send("GET", "/Users", headers: [("authorization", "bearer \(good)")])
      #expect(spelled.status == 200, "the scheme's case doesn't matter (RFC 9110 §11.1)")
      let refusals = try await host.audit().filter { $0["kind"] == "request.refused" }
      #expect(!refusals.isEmpty)
      let secrets = [good, second.token, deleted.token, other.token]
      #expect(refusals.allSatisfy { entry in !secrets.contains { entry.description.contains($0) } })
    }
  }

  @Test("An expired token is refused like none at all, and renewing it helps")
  func expired() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let identity = ProviderIdentity(name: try #require(ProviderName("acme")), idp: "SCIM 2.0 client")
      let expired = try await host.host.administration.tokens.issue(
        for: identity, label: nil, expires: Timestamp(milliseconds: 1_700_000_000_000),
        by: AuditActor(name: "test", requestID: "test"))
      let none = try await idp.send("GET", "/Users", headers: [])
      let refused = try await idp.send("GET", "/Users", headers: Self.bearer(expired.secret.text))
      #expect(refused.status == 401)
      #expect(refused.body == none.body)
      #expect(refused.header("WWW-Authenticate") == none.header("WWW-Authenticate"))
      let token: JSONObject = ["provider": "acme", "id": .string(expired.row.id)]
      #expect(try await host.refusal("token.activate", token)?.contains("has expired") ?? false)
      let renewed = try await host.perform("token.renew", token)["token"]?.string ?? ""
      #expect(try await idp.send("GET", "/Users", headers: Self.bearer(renewed)).status == 200)
    }
  }

  @Test("A token is dead the moment it is renewed, deactivated or deleted, and alive again when activated")
  func inForceAtOnce() async throws {
    // shows 7644-2.1-b
    try await TestHost.run { host in
      let idp = try await host.client()
      let token: JSONObject = ["provider": "acme", "id": .string(idp.tokenID)]
      try await host.perform("token.deactivate", token)
      #expect(try await idp.send("GET", "/Users").status == 401)
      try await host.perform("token.activate", token)
      #expect(try await idp.send("GET", "/Users").status == 200)
      let renewed = try await host.perform("token.renew", token)["token"]?.string ?? ""
      #expect(try await idp.send("GET", "/Users").status == 401)
      #expect(try await idp.send("GET", "/Users", headers: Self.bearer(renewed)).status == 200)
      try await host.perform("token.delete", token)
      #expect(try await idp.send("GET", "/Users", headers: Self.bearer(renewed)).status == 401)
    }
  }

  @Test("A third token is refused with the sentence, and the two go on")
  func third() async throws {
    try await TestHost.run { host in
      let (first, second) = (try await host.client(), try await host.client())
      let refused = try await host.refusal("token.new", ["provider": "acme"])
      #expect(refused?.contains("two is the most, inactive ones included") ?? false, "\(refused ?? "")")
      #expect(try await first.send("GET", "/Users").status == 200)
      #expect(try await second.send("GET", "/Users").status == 200)
    }
  }

  @Test(
    "The Basic scheme takes the token as password, the raw header takes it bare; both take Bearer",
    arguments: [
      "basic", "rawHeader", "bearer",
    ])
  func schemes(_ scheme: String) async throws {
    try await TestHost.run([TestProvider(adapter: "Okta", yaml: "options: { authScheme: \(scheme) }")]) { host in
      let idp = try await host.client()
      let basic = Self.basic("anybody", idp.token)
      #expect(try await idp.send("GET", "/Users", headers: basic).status == (scheme == "basic" ? 200 : 401))
      let raw = [(name: "Authorization", value: idp.token)]
      #expect(try await idp.send("GET", "/Users", headers: raw).status == (scheme == "rawHeader" ? 200 : 401))
      #expect(try await idp.send("GET", "/Users").status == 200)
      #expect(try await idp.send("GET", "/Users", headers: Self.basic("a", "b")).status == 401)
    }
  }

  @Test("More than 20 failures from one address in a burst: 429 with Retry-After, whatever comes next")
  func tooManyFailures() async throws {
    // shows 7644-7.7-b 7644-2.1-b
    try await TestHost.run { host in
      let idp = try await host.client()
      var statuses: [Int] = []
      var last: TestReply?
      // Sent together: one after another the bucket might fill up meanwhile on a slow machine.
      for reply in try await atOnce(60, { _ in try await idp.send("GET", "/Users", headers: Self.bearer("x")) }) {
        statuses.append(reply.status)
        if reply.status == 429 { last = reply }
      }
      #expect(statuses.count { $0 == 401 } >= 20)
      #expect(statuses.allSatisfy { $0 == 401 || $0 == 429 })
      let limited = try #require(last)
      #expect(limited.header("Retry-After").flatMap { Int($0) } ?? 0 > 0)
      #expect(limited.body["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"])
    }
  }
}
