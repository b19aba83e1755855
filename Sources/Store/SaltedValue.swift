import Crypto
import JSON

/// A value beside the chain: the chain holds its digest, the salt keeps short values from being guessed.
struct SaltedValue: Sendable {
  /// Which part of an entry it is.
  enum Part: String, Sendable {
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

/// Sets the values of a draft beside the chain, and gives what stands in the chain in their place.
struct Salting {
  /// The values so far.
  private(set) var values: [SaltedValue] = []
  private let merged: [AttributeChange]
  private var salts: ArraySlice<UInt8>
  private static let saltLength = 16

  init(_ draft: AuditDraft) {
    merged = Self.merged(draft.changes)
    // Drawn at once: the system's generator is asked dozens of times otherwise.
    salts = randomBytes(Self.saltLength * (2 * merged.count + 1))[...]
  }

  /// A change with digests for values.
  struct Digests {
    let name: String
    let before: String?
    let after: String?
  }

  /// The changes with digests for values.
  mutating func changes() -> [Digests] {
    merged.map { change in
      let before = change.before.map { digest($0, change.name, .before) }
      let after = change.after.map { digest($0, change.name, .after) }
      return Digests(name: change.name, before: before, after: after)
    }
  }

  /// The digest of a detail.
  mutating func detail(_ text: String?) -> String? { text.map { digest(.string($0), "", .detail) } }

  private mutating func digest(_ value: JSON, _ name: String, _ part: SaltedValue.Part) -> String {
    let salted = SaltedValue(
      name: name, part: part, salt: Array(salts.prefix(Self.saltLength)), text: value.canonical.description)
    salts = salts.dropFirst(Self.saltLength)
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
    let word = "password"
    guard name.utf8.count >= word.utf8.count else { return false }
    let start = name.utf8.index(name.endIndex, offsetBy: -word.utf8.count)
    let before = name.utf8[..<start].last
    return (before == nil || before == UInt8(ascii: ".") || before == UInt8(ascii: ":"))
      && equalIgnoringASCIICase(String(decoding: name.utf8[start...], as: UTF8.self), word)
  }
}
