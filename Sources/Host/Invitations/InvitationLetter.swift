internal import Directory
internal import JSON
internal import Mapping
internal import Store
internal import Text

/// What is handed over: an invitation's texts as they read for one user.
struct InvitationLetter: Sendable {
  let invitation: Invitation
  let way: InvitationSettings.Way
  let from: Mailbox?
  let to: String
  let subject: String
  let text: String
  /// Who is invited, as an endpoint is told.
  let person: JSON

  /// Writes it; `person` answers what the texts ask for.
  init(_ invitation: Invitation, _ settings: InvitationSettings, _ user: DirectoryUser, _ texts: PersonTexts) throws {
    self.invitation = invitation
    way = settings.way
    from = settings.from
    to = HeaderText.oneLine(try texts.rendered(settings.to, for: user).text)
    subject = HeaderText.oneLine(try texts.rendered(settings.subject, for: user).text)
    text = try texts.rendered(settings.text, for: user).text
    var person: JSONObject = ["id": .string(user.id)]
    for name in ["userName", "displayName", "email", "managedAppleID"] { person[name] = user.attributes[name] }
    self.person = .object(person)
  }

  /// Why it can't be handed over at all, if it can't; nothing of the person is in it.
  var fault: String? {
    if to.isEmpty { return "the user has no address" }
    return Mailbox.isAddress(to) ? nil : "the user's address isn't one that a mail can be sent to"
  }

  /// Hands it over.
  func send(at now: Timestamp, log: HostLog) async -> DeliveryOutcome {
    switch way {
    case .sendmail(let program):
      guard let from else { return .hopeless("the configuration names no sender") }
      let mail = MailMessage(id: invitation.id, from: from, to: to, subject: subject, text: text, date: now)
      return await Sendmail(program: program).send(mail.bytes, log: log)
    case .post(let url, let secretFile):
      return await SignedPost(url: url, secretFile: secretFile).send(json(at: now), id: invitation.id, at: now)
    }
  }

  private func json(at now: Timestamp) -> JSON {
    [
      "type": "user.invited", "timestamp": .string(now.description),
      "data": [
        "id": .string(invitation.id), "provider": .string(invitation.provider.name.description), "user": person,
        "to": .string(to), "subject": .string(subject), "text": .string(text),
      ],
    ]
  }
}
