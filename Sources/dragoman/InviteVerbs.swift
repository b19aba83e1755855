internal import JSON

extension Verbs {
  static let invite: [Verb] = [
    Verb(
      name: "invite list", summary: "Lists the invitations: who waits for one, who has it, what failed",
      options: [
        Option(name: "provider", value: "NAME", help: "only those of one provider"),
        Option(name: "state", value: "STATE", help: "waiting, sending, sent, skipped, cancelled, failed or unsure"),
      ], run: { try await listInvitations($0, $1) }),
    Verb(
      name: "invite resend", summary: "Sends somebody's invitation again, or a first one to who has none",
      positional: [Positional(name: "USER")], notes: "USER: directory id, SCIM id or user name.",
      run: { try await settleInvitation("resend", $0, $1) }),
    Verb(
      name: "invite cancel", summary: "Cancels an invitation that waits for its time",
      positional: [Positional(name: "USER")], run: { try await settleInvitation("cancel", $0, $1) }),
  ]

  private static func settleInvitation(
    _ verb: String, _ arguments: Arguments, _ terminal: Terminal
  ) async throws -> Int32 {
    let result = try await AdminConnection.perform(
      "invite.\(verb)", ["user": .string(arguments.word(0))], arguments, terminal)
    if arguments.json { terminal.json(result) } else { terminal.out(result["message"]?.string ?? "Done.") }
    return 0
  }

  private static func listInvitations(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    try await AdminConnection.with(arguments, terminal) { connection in
      var table = Table(["USER", "PROVIDER", "STATE", "DUE", "ATTEMPTS", "SENT", "DETAIL"], terminal)
      var isEmpty = true
      var values: JSONObject = ["limit": 500]
      for option in ["provider", "state"] { values[option] = arguments.value(option).map { .string($0) } }
      repeat {
        let page = try await connection.perform("invite.list", values)
        let rows = page["invitations"]?.array ?? []
        isEmpty = isEmpty && rows.isEmpty
        if arguments.json { rows.forEach(terminal.json) } else if !rows.isEmpty { table.add(rows.map(row)) }
        values["after"] = page["next"]
      } while values["after"]?.string != nil
      if isEmpty, !arguments.json { terminal.out("No invitations.") }
      return 0
    }
  }

  private static func row(_ invitation: JSON) -> [String] {
    [invitation["user"]?.string ?? invitation["entry"]?.string ?? "–"]
      + ["provider", "state", "due"].map { invitation[$0]?.string ?? "–" } + ["\(invitation["attempts"]?.integer ?? 0)"]
      + ["sent", "detail"].map { invitation[$0]?.string ?? "–" }
  }
}
