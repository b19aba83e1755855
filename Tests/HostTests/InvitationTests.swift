import Foundation
import JSON
import Testing

@Suite("Invitations by mail", .serialized)
struct InvitationTests {
  @Test("Ten minutes after somebody's creation, once, and never again: not by changes, not after a restart")
  func once() async throws {
    let sendmail = try FakeSendmail()
    try await TestHost.run([.inviting(sendmail)]) { host in
      let idp = try await host.client()
      let more = User.mail("ada@example.org").merged(["displayName": "Ada Lovelace", "name": ["givenName": "Ada"]])
      let id = try await idp.create("ada@example.org", more)
      _ = try await idp.createGroup("Poets")
      #expect(try await host.invitations() == ["ada@example.org": "waiting"])
      await host.deliver(minutes: 9)
      #expect(try sendmail.mails.isEmpty)
      try await host.restart()
      await host.deliver(minutes: 11)
      #expect(try sendmail.mails.count == 1)
      #expect(try await host.invitations() == ["ada@example.org": "sent"])
      #expect(try await host.lastEntry()["kind"] == "invitation.sent")
      #expect(try await host.perform("users.show", ["id": "ada@example.org"])["invitation"]?["state"] == "sent")
      try await host.client().patch("/Users/\(id)", replacing("title", "Countess"))
      try await host.restart()
      for minutes in [12, 600, 100_000] as [Int64] { await host.deliver(minutes: minutes) }
      #expect(sendmail.runs == ["2 -i -t"])
      let mail = try #require(try sendmail.mails.first)
      #expect(mail.header("From") == "\"Example IT\" <it@example.org>" && mail.header("To") == "ada@example.org")
      #expect(mail.header("Subject") == "Welcome, Ada Lovelace")
      #expect(mail.text == "Dear Ada,\r\nyour account is ada@example.org.\r\n")
      #expect(mail.header("Message-ID")?.hasPrefix("<inv_") == true && mail.header("Auto-Submitted") != nil)
    }
  }

  @Test("Only who is still active when it is due; who was deleted before comes back as new, who had it doesn't")
  func stillActive() async throws {
    let sendmail = try FakeSendmail()
    try await TestHost.run([.inviting(sendmail)]) { host in
      let idp = try await host.client()
      let gone = try await idp.create("gone@example.org", User.mail("gone@example.org"))
      let idle = try await idp.create("idle@example.org", User.mail("idle@example.org"))
      try await idp.send("DELETE", "/Users/\(gone)")
      try await idp.patch("/Users/\(idle)", replacing("active", false))
      await host.deliver(minutes: 11)
      #expect(try sendmail.mails.isEmpty)
      #expect(try await host.audit().count { $0["kind"] == "invitation.skipped" } == 2)
      try await idp.patch("/Users/\(idle)", replacing("active", true))
      let again = try await idp.create("gone@example.org", User.mail("gone@example.org"))
      await host.deliver(minutes: 12)
      #expect(try sendmail.mails.map { $0.header("To") } == ["gone@example.org"])
      try await idp.send("DELETE", "/Users/\(again)")
      _ = try await idp.create("Gone@example.org", User.mail("gone@example.org"))
      await host.deliver(minutes: 30)
      #expect(try sendmail.mails.count == 1)
      #expect(try await host.invitations()["idle@example.org"] == "skipped")
    }
  }

  @Test("At most so many an hour, the longest waiting first")
  func rate() async throws {
    let sendmail = try FakeSendmail()
    try await TestHost.run([.inviting(sendmail, "perHour: 2", "after: 0s")]) { host in
      let idp = try await host.client()
      for name in ["a", "b", "c", "d", "e"] {
        _ = try await idp.create("\(name)@example.org", User.mail("\(name)@example.org"))
      }
      var counts: [Int] = []
      for minutes in [1, 2, 59, 62, 63, 123] as [Int64] {
        await host.deliver(minutes: minutes)
        counts.append(try sendmail.mails.count)
      }
      #expect(counts == [2, 2, 2, 4, 4, 5])
      #expect(try sendmail.mails.first?.header("To") == "a@example.org")
    }
  }

  @Test(
    "Refused: tried again later, with the cause in the trail; hopeless: told under attention, until it is sent again")
  func retries() async throws {
    let sendmail = try FakeSendmail()
    try await TestHost.run([.inviting(sendmail)]) { host in
      _ = try await host.client().create("ada@example.org", User.mail("ada@example.org"))
      try sendmail.refuse(75)
      await host.deliver(minutes: 11)
      await host.deliver(minutes: 11)
      #expect(sendmail.runs.count == 1, "it is tried again after a while, not at once")
      #expect(try await host.invitations() == ["ada@example.org": "waiting"])
      #expect(try await host.lastEntry()["detail"] == "attempt 1: the program ended with status 75")
      try sendmail.refuse(67)
      await host.deliver(minutes: 12)
      #expect(try await host.invitations() == ["ada@example.org": "failed"])
      #expect(try await host.attention().first?["what"] == "invitation")
      try sendmail.refuse(nil)
      await host.deliver(minutes: 10_000)
      #expect(try sendmail.mails.isEmpty)
      try await host.perform("invite.resend", ["user": "ada@example.org"])
      await host.deliver(minutes: 0)
      #expect(try sendmail.mails.count == 1)
      #expect(try await host.attention().isEmpty)
      #expect(
        try await host.audit().compactMap { $0["kind"]?.string }.suffix(2) == ["invitation.resent", "invitation.sent"])
    }
  }

  @Test("Nine times refused is enough")
  func givesUp() async throws {
    let sendmail = try FakeSendmail()
    try sendmail.refuse(1)
    try await TestHost.run([.inviting(sendmail)]) { host in
      _ = try await host.client().create("ada@example.org", User.mail("ada@example.org"))
      for day in 1...14 { await host.deliver(minutes: Int64(day) * 2000) }
      #expect(sendmail.runs.count == 10)
      #expect(try await host.invitations() == ["ada@example.org": "failed"])
    }
  }

  @Test("Nothing of a person begins a header, becomes an argument, or goes to an address that isn't one")
  func injection() async throws {
    let sendmail = try FakeSendmail()
    try await TestHost.run([.inviting(sendmail, "after: 0s")]) { host in
      let idp = try await host.client()
      let name = "Ada\r\nBcc: evil@example.org\r\n\r\n.\r\nÄ"
      _ = try await idp.create("a@example.org", User.mail("a@example.org").merged(["displayName": .string(name)]))
      for (index, address) in [
        "b@example.org\nBcc: x@example.org", "-f@example.org", "c@example.org, d@example.org", "e",
      ]
      .enumerated() {
        _ = try await idp.create("u\(index)@example.org", User.mail(address))
      }
      _ = try await idp.create("none@example.org")
      await host.deliver(minutes: 1)
      let mails = try sendmail.mails
      #expect(mails.count == 1 && sendmail.runs == ["2 -i -t"])
      #expect(mails.first?.head.contains { $0.hasPrefix("Bcc") } == false)
      #expect(mails.first?.header("Subject")?.hasPrefix("=?utf-8?B?") == true)
      #expect(mails.first?.raw.utf8.allSatisfy { $0 < 0x80 } == true)
      #expect(try await host.invitations().values.filter { $0 == "failed" }.count == 5)
      #expect(try await host.attention().allSatisfy { $0["detail"]?.string?.contains("Bcc") == false })
    }
  }

  @Test("Who is on hold waits until an administrator decided; what waits can be cancelled")
  func heldAndCancelled() async throws {
    let sendmail = try FakeSendmail()
    var second = TestProvider.inviting(sendmail)
    second.name = "other"
    try await TestHost.run([TestProvider(), second]) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      let first = try await idp.create("ada@example.org", User.mail("ada@example.org"))
      _ = try await other.create("ada@example.org", User.mail("ada@other.example"))
      _ = try await other.create("grace@example.org", User.mail("grace@other.example"))
      try await host.perform("invite.cancel", ["user": "grace@example.org"])
      await host.deliver(minutes: 11)
      #expect(try sendmail.mails.isEmpty, "one is held, one cancelled, and the first provider doesn't invite")
      try await idp.send("DELETE", "/Users/\(first)")
      await host.deliver(minutes: 25)
      #expect(try sendmail.mails.map { $0.header("To") } == ["ada@other.example"])
      #expect(try await host.invitations()["grace@example.org"] == "cancelled")
      #expect(try await host.refusal("invite.cancel", ["user": "grace@example.org"])?.contains("cancelled") == true)
      #expect(try await host.refusal("invite.resend", ["user": "nobody"])?.contains("nobody") == true)
    }
  }
}

extension JSONObject {
  /// These members and the others.
  func merged(_ others: JSONObject) -> JSONObject {
    var all = self
    for (name, value) in others { all[name] = value }
    return all
  }
}
