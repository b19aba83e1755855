import AdapterTesting
import Foundation
import Host
import JSON
import Testing

@Suite("provider test: its words, and the token that it gets", .serialized)
struct ProviderTestWordsTests {
  @Test("Without a host a token is asked for; what isn't one, and a provider that isn't there, are named")
  func words() async throws {
    let house = try CommandLineHouse()
    let alone = await house.run("provider", "test", "acme")
    #expect(alone.code == 1 && alone.text.contains("no host runs here") && alone.text.contains("--token-file FILE"))
    let near = await house.run("provider", "test", "acmee")
    #expect(near.code == 1 && near.text.contains("did you mean 'acme'?"))
    try house.write(SampleFile(name: "secret", text: "dgms_wrong"))
    let wrong = await house.run("provider", "test", "acme", "--token-file", house.path("secret"))
    #expect(wrong.code == 1 && wrong.text.contains("holds no token") && !wrong.text.contains("dgms_wrong"))
    let missing = await house.run("provider", "test", "acme", "--token-file", house.path("nothing"))
    #expect(missing.code == 1 && missing.text.contains("can't be read"))
    #expect(await house.run("provider", "test").code == 2)
    #expect(await house.run("provider", "test", "acme", "--token", "dgms_x").code == 2)
  }

  @Test("For people: a mark, what was seen, and the fix below it")
  func table() async throws {
    let house = try CommandLineHouse()
    let host = try await house.host()
    let outcome = await house.run("provider", "test", "acme")
    await host.stop()
    #expect(outcome.code == 1 && outcome.out.first?.hasPrefix("http://127.0.0.1:") ?? false)
    let text = outcome.out.joined(separator: "\n")
    #expect(text.contains("\n✓ no token") && text.contains("\n✗ https ") && text.contains("\n! address"))
    #expect(text.contains("\n    = fix: put a proxy with a certificate before the host"))
    #expect(text.hasSuffix("The IdP's connection test would fail.") && !text.contains("dgms_"))
  }

  @Test("The test's token reads alone, takes no slot, opens one provider and ends with the host")
  func token() async throws {
    try await TestHost.run([TestProvider(), TestProvider(name: "other")]) { host in
      let issued = try await host.perform("token.test", ["provider": "acme"])
      let token = try #require(issued["token"]?.string)
      let bearer = [(name: "Authorization", value: "Bearer \(token)")]
      let (idp, other) = (try await host.client(), try await host.client("other"))
      #expect(try await idp.send("GET", "/Users", headers: bearer).status == 200)
      #expect(try await other.send("GET", "/Users", headers: bearer).status == 401)
      let refused = try await idp.send("POST", "/Users", User.of("ada@example.org"), headers: bearer)
      #expect(refused.status == 403 && refused.body["detail"]?.string?.contains("changes nothing") ?? false)
      #expect(try await host.users().isEmpty)
      // Both slots are still there.
      _ = try await host.client()
      #expect(try await host.perform("token.list", ["provider": "acme"]).array?.count == 2)
      // Changes of the other tokens leave it alone.
      #expect(try await idp.send("GET", "/Users", headers: bearer).status == 200)
      #expect(issued["expiresAt"]?.string != nil)
      try await host.restart()
      let again = try await host.client("other")
      let later = TestClient(
        transport: again.transport, token: token, base: again.base.replacing("/other", with: "/acme"), tokenID: "")
      #expect(try await Wire.send(later.base, "GET", "/Users", bearer).status == 401)
    }
  }

  @Test("A manifest's requests are GETs below the endpoint, and mistakes are shown")
  func manifest() throws {
    let tree = try ConfigurationTree()
    let head = "name: Probe\nidp: Probe\nversion: 1.0.0\nevidence: inferred\n"
    func load(_ more: String) throws -> (requests: [ConnectionRequest]?, text: String) {
      try tree.write(SampleFile(name: "Plugins/Probe/adapter.yaml", text: head + more))
      let (manifest, diagnostics) = AdapterManifest.load(tree.path("Plugins/Probe"))
      return (manifest?.connectionTest, tree.rendered(diagnostics))
    }
    let usual = try load("").requests
    #expect(usual?.map(\.get) == ["/ServiceProviderConfig", "/Users?startIndex=1&count=1"])
    let own = try load("connectionTest:\n  - { get: '/Users?filter=id+eq+\"{{unknown}}\"', expects: empty }\n").requests
    #expect(own?.first?.path(unknown: "x") == "/Users?filter=id+eq+\"x\"" && own?.first?.expects == .empty)
    let broken = try load("connectionTest:\n  - { get: Users, expects: list }\n  - { post: /Users, expects: lists }\n")
    #expect(broken.requests == nil)
    for words in [
      "'get' must be a path below the endpoint", "unknown key 'post'", "did you mean 'list'?", "'get' is missing",
    ] {
      #expect(broken.text.contains(words), "\(broken.text)")
    }
  }
}
