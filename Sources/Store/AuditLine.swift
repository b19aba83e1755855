import Crypto
import Directory
import JSON
import Text

/// Everything of an audit entry but its values, as one line of canonical JSON: what the chain is made of.
///
/// Its number is open until it joins its chain; all else is worked out before, off the writer's thread.
struct AuditLine: Sendable {
  /// The entry's id.
  let id: String
  /// The values beside the chain, each with its salt.
  let values: [SaltedValue]
  /// The line up to its number.
  private let start: String

  /// Writes down a draft.
  init(_ draft: AuditDraft, of commit: Commit) {
    var salting = Salting(draft)
    let changes = salting.changes
    id = UUIDv7(at: commit.at).description
    var line: [(String, JSON)] = [
      ("provider", .string(commit.provider.name.description)), ("idp", .string(commit.provider.idp)),
      ("id", .string(id)), ("at", .string(commit.at.description)), ("kind", .string(draft.kind.rawValue)),
      ("actor", .string(commit.actor)), ("request", .string(commit.requestID)),
      ("outcome", .string(draft.outcome.rawValue)), ("count", JSON(draft.count)), ("changes", .array(changes)),
    ]
    func add(_ name: String, _ value: JSON?) { if let value { line.append((name, value)) } }
    add("resourceType", draft.resourceType.map(JSON.string))
    add("resourceID", draft.resourceID.map(JSON.string))
    add("directory", draft.directory?.json)
    add("scimType", draft.scimType.map(JSON.string))
    add("mapping", commit.mappingVersion.map(JSON.string))
    add("adapter", commit.adapterVersion.map(JSON.string))
    add("detail", salting.detail(draft.detail).map(JSON.string))
    values = salting.values
    // In the canonical order of names `seq` and `v` are the last.
    start = JSON.object(JSONObject(line)).canonical.description.dropLast() + ",\"seq\":"
  }

  /// The line under its number.
  func text(_ sequence: Int64) -> String { "\(start)\(sequence),\"v\":1}" }

  /// The hash of an entry: SHA-256 of the hash before it and the line, in hex.
  static func hash(_ previous: String, _ line: String) -> String {
    hex(sha256(Array(previous.utf8) + Array(line.utf8)))
  }

  /// What stands before the first entry of a chain.
  static let origin = String(repeating: "0", count: 64)
}
