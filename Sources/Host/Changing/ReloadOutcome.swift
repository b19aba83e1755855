internal import Diagnostics
internal import Directory
internal import JSON
internal import Store
internal import Text

/// What became of a configuration that was to come into force.
enum ReloadOutcome: Sendable {
  /// It is in force; entries are being brought under it.
  case applied(Proposal, PreviewSummary)
  /// It says what is in force already.
  case nothing(restart: [String])
  /// It has mistakes; nothing changed.
  case broken(Diagnostics)
  /// It would deactivate or rename too many users; nothing changed.
  case unconfirmed(Proposal, PreviewSummary)

  /// What keeps it from coming into force.
  func trouble(at now: Timestamp) -> ReloadTrouble {
    switch self {
    case .broken(let diagnostics):
      let errors = diagnostics.all.filter { $0.severity == .error }
      let fix = "mend the files: dragoman check shows every mistake"
      return ReloadTrouble(at: now, reasons: errors.map(\.line), fix: fix)
    case .unconfirmed(_, let summary):
      let reason =
        "it would deactivate or rename \(summary.grave) of \(summary.total) users, more than confirmAbove allows"
      let fix = "dragoman preview, then dragoman apply --yes \(summary.grave)"
      return ReloadTrouble(at: now, reasons: [reason], fix: fix)
    case .applied, .nothing: return ReloadTrouble(at: now, reasons: [], fix: "")
    }
  }

  static func told(_ restart: [String]) -> [(name: String, value: JSON)] {
    restart.isEmpty ? [] : [("wantsRestart", .array(restart.map { .string($0) }))]
  }

  var json: JSON {
    switch self {
    case .applied(let proposal, let summary):
      return [
        "outcome": "applied", "providers": .array(proposal.changes.map(\.json)), "summary": summary.json,
        "restart": .array(proposal.restart.map { .string($0) }),
        "host": .array(proposal.host.map { .string($0.name) }),
      ]
    case .nothing(let restart): return ["outcome": "nothing", "restart": .array(restart.map { .string($0) })]
    case .broken(let diagnostics):
      return ["outcome": "broken", "diagnostics": .array(diagnostics.all.map(\.told))]
    case .unconfirmed(let proposal, let summary):
      return [
        "outcome": "unconfirmed", "providers": .array(proposal.changes.map(\.json)), "summary": summary.json,
      ]
    }
  }
}

extension Diagnostic {
  /// `file:line:column: message`.
  var line: String {
    guard let range else { return message }
    return "\(range.file):\(range.start.line):\(range.start.column): \(message)"
  }

  /// The diagnostic as programs read it, and as people do.
  var told: JSON {
    var object: JSONObject = ["severity": .string(severity.rawValue), "message": .string(message)]
    if let range {
      object["file"] = .string(range.file)
      object["line"] = JSON(range.start.line)
      object["column"] = JSON(range.start.column)
    }
    object["fix"] = fix.map(JSON.string)
    object["see"] = see.map(JSON.string)
    object["text"] = .string(rendered())
    return .object(object)
  }
}
