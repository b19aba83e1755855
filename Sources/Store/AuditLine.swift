import Crypto
import Directory
import JSON
import Text

/// Everything of an audit entry but its values, as one line of canonical JSON: what the chain is made of.
struct AuditLine {
  /// The line.
  let text: String
  /// The values beside the chain, each with its salt.
  let values: [SaltedValue]

  /// Writes down a draft.
  init(_ draft: AuditDraft, of commit: Commit, sequence: Int64, id: String) {
    var values: [SaltedValue] = []
    var line = JSONObject()
    line["v"] = 1
    line["provider"] = .string(commit.provider.name.description)
    line["idp"] = .string(commit.provider.idp)
    line["seq"] = .number(JSONNumber(sequence))
    line["id"] = .string(id)
    line["at"] = .string(commit.at.description)
    line["kind"] = .string(draft.kind.rawValue)
    line["actor"] = .string(commit.actor)
    line["request"] = .string(commit.requestID)
    line["outcome"] = .string(draft.outcome.rawValue)
    line["resourceType"] = draft.resourceType.map(JSON.string)
    line["resourceID"] = draft.resourceID.map(JSON.string)
    line["directory"] = draft.directory?.json
    line["scimType"] = draft.scimType.map(JSON.string)
    line["count"] = JSON(draft.count)
    line["mapping"] = commit.mappingVersion.map(JSON.string)
    line["adapter"] = commit.adapterVersion.map(JSON.string)
    line["changes"] = .array(Self.merged(draft.changes).map { Self.digests($0, &values) })
    line["detail"] = draft.detail.map { .string(Self.digest(.string($0), "", .detail, &values)) }
    self.values = values
    text = JSON.object(line).canonical.description
  }

  /// The hash of an entry: SHA-256 of the hash before it and the line, in hex.
  static func hash(_ previous: String, _ line: String) -> String {
    hex(sha256(Array(previous.utf8) + Array(line.utf8)))
  }

  /// What stands before the first entry of a chain.
  static let origin = String(repeating: "0", count: 64)

  private static func digests(_ change: AttributeChange, _ values: inout [SaltedValue]) -> JSON {
    var object: JSONObject = ["name": .string(change.name)]
    object["before"] = change.before.map { .string(digest($0, change.name, .before, &values)) }
    object["after"] = change.after.map { .string(digest($0, change.name, .after, &values)) }
    return .object(object)
  }

  private static func digest(
    _ value: JSON, _ name: String, _ part: SaltedValue.Part, _ values: inout [SaltedValue]
  ) -> String {
    let salted = SaltedValue(
      name: name, part: part, salt: randomBytes(16), text: value.canonical.description)
    values.append(salted)
    return salted.digest
  }

  /// One change for each attribute, and none for a password.
  private static func merged(_ changes: [AttributeChange]) -> [AttributeChange] {
    var places: [ExactText: Int] = [:]
    var merged: [AttributeChange] = []
    for change in changes where !isSecret(change.name) {
      if let place = places[ExactText(change.name)] {
        merged[place].after = change.after
      } else {
        places[ExactText(change.name)] = merged.count
        merged.append(change)
      }
    }
    return merged
  }

  private static func isSecret(_ name: String) -> Bool {
    let last = name.split { $0 == "." || $0 == ":" }.last.map(String.init) ?? name
    return equalIgnoringASCIICase(last, "password")
  }
}

/// A value beside the chain: the chain holds its digest, the salt keeps short values from being guessed.
struct SaltedValue {
  /// Which part of an entry it is.
  enum Part: String {
    case before
    case after
    case detail
  }

  let name: String
  let part: Part
  let salt: [UInt8]
  /// The value as canonical JSON.
  let text: String

  /// SHA-256 of the salt and the value, in hex.
  var digest: String { hex(sha256(salt + Array(text.utf8))) }
}
