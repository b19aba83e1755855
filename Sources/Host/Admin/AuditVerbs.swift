internal import Diagnostics
internal import Directory
internal import JSON
internal import Store
internal import Text
internal import Tokens

extension Administration {
  /// `audit.query|summary|verify|heads`; what was refused a moment ago is written first.
  func auditVerb(_ verb: String, _ arguments: AdminArguments) async throws -> JSON {
    await store.flush()
    return try store.read { snapshot in
      switch verb {
      case "audit.query": return try queried(arguments, snapshot)
      case "audit.summary": return .array(try snapshot.auditSummary(try query(arguments, snapshot)).map(summary))
      case "audit.verify": return try verified(arguments, snapshot)
      case "audit.heads": return .array(try snapshot.chainHeads().map(head))
      default: throw AdminError("there is no verb '\(verb)'")
      }
    }
  }

  private func queried(_ arguments: AdminArguments, _ snapshot: Snapshot) throws -> JSON {
    var query = try query(arguments, snapshot)
    if let last = arguments.integer("last") {
      query.newestFirst = true
      query.limit = Int(clamping: max(last, 0))
    } else {
      query.after = arguments.integer("after")
      query.limit = Int(clamping: min(max(arguments.integer("limit") ?? 10_000, 1), 10_000))
    }
    var entries = try snapshot.audit(query)
    if query.newestFirst { entries.reverse() }
    let position = try entries.last?.position ?? query.after ?? snapshot.lastAuditPosition()
    return ["entries": .array(entries.map(\.json)), "position": .number(.init(position))]
  }

  private func query(_ arguments: AdminArguments, _ snapshot: Snapshot) throws -> AuditQuery {
    var query = AuditQuery()
    query.provider = try arguments.text("provider").map { name in
      guard let provider = ProviderName.reading(name) else { throw AdminError("'\(name)' is no provider's name") }
      return provider
    }
    query.kinds = try arguments.texts("kinds").map(kind)
    query.users = try arguments.text("user").map { try snapshot.ids(meantBy: $0) } ?? []
    query.refusedOnly = arguments.flag("refused")
    query.since = try arguments.text("since").map { text in
      guard let time = Timestamp(dayOrInstant: text) else {
        throw AdminError("'\(text)' is not a time", fix: "write it as 2026-01-31 or 2026-01-31T12:00:00Z")
      }
      return time
    }
    query.limit = 10_000
    return query
  }

  private func kind(_ text: String) throws -> AuditKind {
    let kind = AuditKind(rawValue: text)
    guard !AuditKind.all.contains(kind) else { return kind }
    let words = AuditKind.all.map(\.rawValue)
    throw AdminError(
      "there is no kind '\(text)'",
      fix: suggestion(for: text, among: words).map { "did you mean '\($0)'?" }
        ?? "one of \(words.joined(separator: ", "))")
  }

  private func verified(_ arguments: AdminArguments, _ snapshot: Snapshot) throws -> JSON {
    let heads = try arguments.list("heads").map { json -> ChainHead in
      guard let provider = json["provider"]?.string.flatMap(ProviderName.reading), let hash = json["hash"]?.string,
        let sequence = json["sequence"]?.integer
      else { throw AdminError("the heads file isn't one that `dragoman audit --write-heads FILE` wrote") }
      return ChainHead(provider: provider, sequence: sequence, hash: hash)
    }
    let stored = try snapshot.chainHeads()
    let faults = try snapshot.verifyAudit(heads: heads)
    return [
      "chains": JSON(stored.count), "entries": .number(.init(stored.reduce(0) { $0 + $1.sequence })),
      "faults": .array(faults.map { .string($0.description) }),
    ]
  }

  private func head(_ head: ChainHead) -> JSON {
    [
      "provider": .string(head.provider.description), "sequence": .number(.init(head.sequence)),
      "hash": .string(head.hash),
    ]
  }

  private func summary(_ row: AuditSummary) -> JSON {
    [
      "provider": .string(row.provider.description), "day": .string(row.day), "kind": .string(row.kind.rawValue),
      "count": .number(.init(row.count)),
    ]
  }
}
