import Diagnostics
import Directory
import Foundation
import Mapping
import YAML

/// Reads `autoInvite:`: false, or how invitations are sent and what they say.
struct InvitationReader {
  let file: ConfigurationFile
  /// The names that texts may use; nil when they aren't known.
  let names: TextNames?

  private static let delays: ClosedRange<Duration> = .zero ... .seconds(7 * 86_400)

  func read(in settings: Fields) -> InvitationSettings? {
    guard let node = settings.node("autoInvite") else { return nil }
    guard node.members != nil else {
      if let flag = settings.flag("autoInvite"), flag.value { reportBare(flag) }
      return nil
    }
    guard let fields = settings.fields("autoInvite", what: "'autoInvite'") else { return nil }
    let isOn = fields.flag("enabled")?.value ?? true
    let invitation = read(fields)
    fields.finish()
    return isOn ? invitation : nil
  }

  private func reportBare(_ flag: Located<Bool>) {
    file.report(
      "'autoInvite' doesn't say how invitations are sent, nor what they say", at: flag.range,
      fix: "write sendmail: or url: below it, with from:, subject: and text:", see: "dragoman docs Settings")
  }

  private func read(_ fields: Fields) -> InvitationSettings? {
    let way = way(fields)
    let from = fields.text("from").flatMap(mailbox)
    let to = fields.node("to").flatMap(text)
    let subject = fields.requiredNode("subject").flatMap(text)
    let body = fields.requiredNode("text").flatMap(text)
    let after = delay(fields)
    let perHour = fields.integer("perHour", in: 1...1_000_000)?.value ?? InvitationSettings.usualRate
    if case .sendmail? = way, from == nil, fields.node("from") == nil {
      file.report(
        "'from' is missing: a mail comes from somebody", at: fields.start, fix: "from: Example IT <it@example.org>")
    }
    guard let way, let subject, let body, let email = DirectorySchema.user("email") else { return nil }
    return InvitationSettings(
      way: way, from: from, to: to ?? TextTemplate(email), subject: subject, text: body, after: after,
      perHour: perHour, place: fields.node("sendmail")?.range)
  }

  private func way(_ fields: Fields) -> InvitationSettings.Way? {
    let (program, url, secret) = (fields.text("sendmail"), fields.text("url"), fields.text("secretFile"))
    switch (program, url) {
    case (let program?, nil):
      if let secret { file.report("'secretFile' belongs to 'url'", at: secret.range, fix: "leave it out") }
      return sendmail(program)
    case (nil, let url?): return post(url, secret)
    case (_?, let url?):
      file.report("'sendmail' and 'url' exclude each other", at: url.range, fix: "remove one of them")
    case (nil, nil):
      guard fields.node("sendmail") == nil, fields.node("url") == nil else { return nil }
      file.report(
        "'autoInvite' doesn't say how invitations are sent", at: fields.start,
        fix: "add sendmail: /usr/sbin/sendmail, or url: with secretFile:")
    }
    return nil
  }

  private func sendmail(_ program: Located<String>) -> InvitationSettings.Way? {
    guard program.value.hasPrefix("/"), !program.value.contains(" -") else {
      file.report(
        "'sendmail' takes the absolute path of a program, without arguments", at: program.range,
        fix: "sendmail: /usr/sbin/sendmail")
      return nil
    }
    return .sendmail(program.value)
  }

  private func post(_ url: Located<String>, _ secret: Located<String>?) -> InvitationSettings.Way? {
    guard isEndpoint(url) else { return nil }
    guard let secret else {
      file.report(
        "'url' needs 'secretFile': what is posted is signed", at: url.range,
        fix: "add secretFile: invite.secret, a file that holds a secret", see: "dragoman docs Settings")
      return nil
    }
    let path = file.path.folder.appending(secret.value)
    guard let problem = SigningSecret.problem(of: path) else {
      return .post(url: url.value, secretFile: path.path)
    }
    file.report(problem.message, at: secret.range, fix: problem.fix)
    return nil
  }

  private func isEndpoint(_ url: Located<String>) -> Bool {
    guard let parts = URLComponents(string: url.value), let host = parts.host, !host.isEmpty, parts.user == nil,
      parts.password == nil, parts.fragment == nil, parts.scheme == "https" || parts.scheme == "http"
    else {
      file.report(
        "'\(blotted(url.value))' is not an address that can be posted to", at: url.range,
        fix: "write it like https://mdm.example.org/invitations, without a user, a password and a fragment")
      return false
    }
    guard parts.scheme == "https" || isLoopbackHost(host.trimmingCharacters(in: ["[", "]"])) else {
      file.report("plain HTTP would let invitations be read on their way", at: url.range, fix: "write https://")
      return false
    }
    return true
  }

  private func mailbox(_ text: Located<String>) -> Mailbox? {
    if let mailbox = Mailbox(text.value) { return mailbox }
    file.report(
      "'\(text.value)' is not an address of a mail", at: text.range, fix: "write it like Example IT <it@example.org>")
    return nil
  }

  private func text(_ node: YAMLNode) -> TextTemplate? {
    names.flatMap { TextTemplate.read(node, of: file.source, names: $0, findings: file.findings) }
  }

  private func delay(_ fields: Fields) -> Duration {
    guard let node = fields.node("after") else { return InvitationSettings.usualDelay }
    guard let time = node.scalar.flatMap(Quantity.time) else {
      file.report("'after' must be a time", at: node.range, fix: "write a number with its unit, s or m: after: 10m")
      return InvitationSettings.usualDelay
    }
    if !Self.delays.contains(time) { file.report("'after' must be a week at most", at: node.range) }
    return time
  }
}
