import Crypto
import Directory
import Foundation
import HTTP
import JSON
import Store
import Testing
import Text

@testable import Host

@Suite("Invitations: endpoints, kills, those who were there before", .serialized)
struct InvitationLifeTests {
  private static let secret = Data(repeating: 7, count: 32)

  private static func posting(to server: HTTPServer, in folder: String) throws -> TestProvider {
    let file = folder + "/invite.secret"
    _ = FileManager.default.createFile(
      atPath: file, contents: Data("whsec_\(secret.base64EncodedString())\n".utf8),
      attributes: [.posixPermissions: 0o600])
    return TestProvider(
      yaml: """
        settings:
          autoInvite:
            url: http://127.0.0.1:\(server.port)/invitations?team=1
            secretFile: \(file)
            subject: Welcome
            text: Hello ${displayName:-you}
        """)
  }

  @Test("An endpoint is told in JSON, signed; the same id at each attempt; it is asked again as it wishes, until 410")
  func endpoint() async throws {
    let (endpoint, mail) = (FakeEndpoint(), try FakeSendmail())
    let server = try HTTPServer(HTTPConfiguration(), handler: endpoint)
    try await TestHost.run([try Self.posting(to: server, in: mail.folder)]) { host in
      _ = try await host.client().create("ada@example.org", User.mail("ada@example.org"))
      endpoint.answers(503, [(name: "Retry-After", value: "3600")])
      await host.deliver(minutes: 11)
      await host.deliver(minutes: 70)
      #expect(endpoint.requests.count == 1, "it asked for an hour")
      endpoint.answers(302, [(name: "Location", value: "http://127.0.0.1:\(server.port)/elsewhere")])
      await host.deliver(minutes: 72)
      #expect(endpoint.requests.map(\.head.path) == ["/invitations", "/invitations"], "redirects aren't followed")
      endpoint.answers(204)
      await host.deliver(minutes: 90)
      #expect(try await host.invitations() == ["ada@example.org": "sent"])
      #expect(Set(endpoint.requests.compactMap { $0.head.headers.first("webhook-id") }).count == 1)
      try Self.check(try #require(endpoint.requests.last))
      endpoint.answers(410)
      try await host.perform("invite.resend", ["user": "ada@example.org"])
      await host.deliver(minutes: 0)
      #expect(try await host.invitations() == ["ada@example.org": "failed"])
      #expect(Set(endpoint.requests.compactMap { $0.head.headers.first("webhook-id") }).count == 2)
    }
    await server.end(grace: .zero)
  }

  private static func check(_ request: HTTPRequest) throws {
    let headers = request.head.headers
    let (id, time) = (try #require(headers.first("webhook-id")), try #require(headers.first("webhook-timestamp")))
    let signed = hmacSHA256(key: Array(secret), message: Array("\(id).\(time).".utf8) + request.body)
    #expect(headers.first("webhook-signature") == "v1," + Data(signed).base64EncodedString())
    let body = try JSON(parsing: request.body)
    #expect(body["type"] == "user.invited" && body["data"]?["id"]?.string == id)
    #expect(body["data"]?["user"]?["userName"] == "ada@example.org" && body["data"]?["provider"] == "acme")
    #expect(body["data"]?["to"] == "ada@example.org" && body["data"]?["text"] == "Hello you")
  }

  @Test("An endpoint that nobody serves is tried again")
  func nobodyThere() async throws {
    let outcome = await SignedPost(url: "http://127.0.0.1:1/x", secretFile: "/none").send([:], id: "inv", at: .now())
    #expect(outcome == .refused("the secret's file can't be read, or holds none"))
    let mail = try FakeSendmail()
    let server = try HTTPServer(HTTPConfiguration(), handler: FakeEndpoint())
    _ = try Self.posting(to: server, in: mail.folder)
    await server.end(grace: .zero)
    let address = "http://127.0.0.1:\(server.port)/x"
    let refused = await SignedPost(url: address, secretFile: mail.folder + "/invite.secret").send(
      [:], id: "i", at: .now())
    guard case .refused(let reason, nil) = refused else { return #expect(Bool(false), "\(refused)") }
    #expect(reason.hasPrefix("the endpoint can't be reached"))
  }

  @Test("A program that hangs is ended, and nobody is told twice for it; one that isn't there is tried again")
  func hangs() async throws {
    let mail = try FakeSendmail("exec sleep 60")
    let started = ContinuousClock.now
    let outcome = await Sendmail(program: mail.program, timeout: .milliseconds(300)).send([], log: .silent)
    #expect(outcome == .unsure("the program took too long and was ended"))
    #expect(started.duration(to: .now) < .seconds(30))
    let none = await Sendmail(program: mail.folder + "/none").send([], log: .silent)
    guard case .refused = none else { return #expect(Bool(false), "\(none)") }
  }

  @Test("A mail of a megabyte passes a program that reads nothing, and one that answers a lot")
  func large() async throws {
    let message = [UInt8](repeating: 0x61, count: 1 << 20)
    let deaf = try FakeSendmail("exit 0")
    #expect(await Sendmail(program: deaf.program).send(message, log: .silent) == .taken)
    let loud = try FakeSendmail("cat > /dev/null; yes | head -c 1000000; exit 0")
    #expect(await Sendmail(program: loud.program).send(message, log: .silent) == .taken)
  }

  @Test("A host that was killed while it sent: a mail is never sent again by itself, and waits under attention")
  func killed() async throws {
    let mail = try FakeSendmail()
    let house = try CommandLineHouse([Self.file(.inviting(mail))])
    let host = try await house.host()
    let client = try await ScimClient(house, "acme")
    try await client.create("ada@example.org", User.mail("ada@example.org"))
    await host.stop()
    let store = try Store.open(.sqlite(directory: house.data))
    let now = Timestamp.now()
    _ = try await store.commit { snapshot in
      var commit = Commit(provider: .host, at: now, actor: "test", requestID: "test")
      for var invitation in try snapshot.invitations(limit: 10) {
        commit.provider = invitation.provider
        invitation.state = .sending
        invitation.attempts = 1
        invitation.attempted = now
        commit.writes = [.updateInvitation(invitation)]
      }
      return (commit, ())
    }
    store.close()
    let again = try await house.host()
    await again.invitations.run(at: now + .seconds(120))
    #expect(await house.run("invite", "list", "--state", "sending").out.count == 2)
    await again.invitations.run(at: now + .seconds(900))
    await again.invitations.run(at: now + .seconds(90_000))
    #expect(try mail.mails.isEmpty)
    let listed = await house.run("invite", "list", "--json")
    #expect(try listed.json.first?["state"] == "unsure")
    #expect(await house.run("attention").text.contains("dragoman invite resend"))
    await again.stop()
  }

  @Test("Those who were there before invitations were on get none, unless an administrator asks for one")
  func before() async throws {
    let mail = try FakeSendmail()
    let house = try CommandLineHouse()
    let host = try await house.host()
    let client = try await ScimClient(house, "acme")
    let id = try await client.create("ada@example.org", User.mail("ada@example.org"))
    #expect(await house.run("invite", "resend", "ada@example.org").text.contains("doesn't invite"))
    await host.stop()
    try house.write(Self.file(.inviting(mail)))
    let again = try await house.host()
    let idp = try await ScimClient(house, "acme")
    let change: JSON = [
      "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [replacing("title", "Countess")],
    ]
    #expect(try await idp.send("PATCH", "/Users/\(id)", change).status < 300)
    await again.invitations.run(at: .now() + .seconds(100_000))
    #expect(try mail.mails.isEmpty)
    #expect(await house.run("invite", "list").out == ["No invitations."])
    #expect(await house.run("invite", "resend", "ada@example.org").code == 0)
    await again.invitations.run(at: .now() + .seconds(1))
    #expect(try mail.mails.count == 1)
    await again.stop()
  }

  @Test("A re-map invites nobody: not whom it changes, not whom it brings in; nor does what their IdP sends afterwards")
  func remapped() async throws {
    let mail = try FakeSendmail()
    let inviting = TestProvider.inviting(mail, "after: 0s").yaml
    func mapping(_ users: String) -> TestProvider {
      TestProvider(yaml: "mapping:\n  extends: Standard\n  users:\n    \(users)\n\(inviting)")
    }
    let house = try CommandLineHouse([Self.file(mapping("provision when: title pr"))])
    try await house.withHost { host in
      let idp = try await ScimClient(house, "acme")
      try await idp.create("ada@example.org", User.mail("ada@example.org").merged(["title": "Countess"]))
      let out = try await idp.create("bob@example.org", User.mail("bob@example.org"))
      await host.invitations.run(at: .now() + .seconds(60))
      #expect(try mail.mails.map { $0.header("To") } == ["ada@example.org"])
      try house.write(Self.file(mapping("attributes: { title: upper(title) }")))
      #expect(await house.run("apply").code == 0)
      let users = try await house.directory()
      #expect(users["ada@example.org"]?["title"] == "COUNTESS" && users["bob@example.org"]?["state"] == "active")
      let change: JSON = [
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [replacing("title", "Lord")],
      ]
      #expect(try await idp.send("PATCH", "/Users/\(out)", change).status < 300)
      #expect(try await house.directory()["bob@example.org"]?["title"] == "LORD")
      await host.invitations.run(at: .now() + .seconds(100_000))
      #expect(try mail.mails.count == 1)
      #expect(try await house.run("invite", "list", "--json").json.map { $0["user"] } == ["ada@example.org"])
    }
  }

  @Test("Metrics tell what waits, was sent and failed, of each provider that invites")
  func metrics() async throws {
    let mail = try FakeSendmail()
    try await TestHost.run([.inviting(mail, "after: 0s"), TestProvider(name: "other")]) { host in
      func metrics() async throws -> [String] {
        let text = try await Wire.send(host.host.adminAddress, "GET", "/metrics").text
        return text.split(separator: "\n").filter { $0.hasPrefix("dragoman_invitations{") }.map(String.init)
      }
      func lines(_ waiting: Int, _ sent: Int, _ failed: Int) -> [String] {
        [("waiting", waiting), ("sent", sent), ("failed", failed)].map {
          "dragoman_invitations{provider=\"acme\",state=\"\($0.0)\"} \($0.1)"
        }
      }
      #expect(try await metrics() == lines(0, 0, 0))
      let idp = try await host.client()
      for name in ["ada", "bob"] {
        _ = try await idp.create("\(name)@example.org", User.mail("\(name)@x.org"))
      }
      _ = try await idp.create("none@example.org")
      #expect(try await metrics() == lines(3, 0, 0))
      await host.deliver(minutes: 1)
      #expect(try await metrics() == lines(0, 2, 1))
    }
  }

  private static func file(_ provider: TestProvider) -> SampleFile {
    SampleFile(name: "config/providers/acme.yaml", text: provider.text)
  }
}

@Suite("Mails as they are written")
struct MailMessageTests {
  @Test(
    "A header's value is one line of ASCII, folded",
    arguments: [
      ("Welcome", "Welcome"), ("a\r\nBcc: x", "a  Bcc: x"), ("ä", "=?utf-8?B?w6Q=?="),
      ("=?x?=", "=?utf-8?B?PT94Pz0=?="),
      ("\u{2028}x\u{0}y", "x y"),
    ])
  func header(_ text: String, _ expected: String) { #expect(HeaderText.unstructured(text) == expected) }

  @Test("Long values are folded into encoded words of 75 octets at most, which cut no character")
  func folded() throws {
    let text = String(repeating: "Grüße an alle 😀 ", count: 30)
    let lines = HeaderText.unstructured(text).components(separatedBy: "\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 76 } && lines.dropFirst().allSatisfy { $0.hasPrefix(" =?utf-8?B?") })
    let decoded = lines.map { line -> String in
      let word = line.trimmingCharacters(in: .whitespaces).dropFirst("=?utf-8?B?".count).dropLast(2)
      return Data(base64Encoded: String(word)).flatMap { String(data: $0, encoding: .utf8) } ?? "cut in two"
    }
    #expect(decoded.joined() == HeaderText.oneLine(text))
  }

  @Test(
    "Mailboxes",
    arguments: [
      ("it@example.org", "it@example.org"), ("Example IT <it@example.org>", "\"Example IT\" <it@example.org>"),
      ("\"A \\ B\" <it@example.org>", "\"A \\\\ B\" <it@example.org>"),
      ("Größe <it@example.org>", "=?utf-8?B?R3LDtsOfZQ==?=\n <it@example.org>"), ("it@example", "it@example"),
    ])
  func mailboxes(_ text: String, _ expected: String) throws {
    #expect(HeaderText.mailbox(try #require(Mailbox(text))) == expected)
  }

  @Test(
    "What is no mailbox", arguments: ["", "it", "a@b@c", "a b@example.org", "<>", "x <it@example.org", "a@-", "a@b..c"])
  func noMailbox(_ text: String) { #expect(Mailbox(text) == nil) }

  @Test("A mail has its date, its id under the sender's domain, and lines of 76 at most")
  func message() throws {
    let mail = MailMessage(
      id: "inv_1", from: try #require(Mailbox("it@example.org")), to: "ada@example.org", subject: "Hi",
      text: String(repeating: "x", count: 500) + "\n.\nQUIT", date: Timestamp(milliseconds: 1_800_000_000_000))
    let parsed = FakeMail(String(decoding: mail.bytes, as: UTF8.self))
    #expect(parsed.header("Date") == "Fri, 15 Jan 2027 08:00:00 +0000")
    #expect(parsed.header("Message-ID") == "<inv_1@example.org>")
    #expect(parsed.text.hasSuffix("\r\n.\r\nQUIT"))
    #expect(parsed.raw.components(separatedBy: "\n").allSatisfy { $0.utf8.count <= 78 })
  }

  @Test("Retries: soon, then more rarely, a tenth more or less, and as long as the receiver asks")
  func schedule() throws {
    let pauses = (1...9).compactMap { RetrySchedule.pause(after: $0, id: "inv_1") }
    #expect(pauses.count == 9 && zip(pauses, pauses.dropFirst()).allSatisfy { $0 < $1 })
    #expect(RetrySchedule.pause(after: 10, id: "inv_1") == nil)
    #expect(try #require(RetrySchedule.pause(after: 1, id: "a")) <= .milliseconds(5500))
    #expect(RetrySchedule.pause(after: 1, id: "a", asked: 3600) == .seconds(3600))
    #expect(RetrySchedule.pause(after: 1, id: "a", asked: .max) == .seconds(86_400))
    #expect(RetrySchedule.pause(after: 1, id: "a") != RetrySchedule.pause(after: 1, id: "b"))
  }
}
