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
    let changes = salting.changes()
    let detail = salting.detail(draft.detail)
    id = UUIDv7(at: commit.at).description
    values = salting.values
    // In the canonical order of names, which the chain's hash is of: `seq` and `v` are the last.
    var line = CanonicalWriter()
    line.add("actor", commit.actor)
    line.add("adapter", commit.adapterVersion)
    line.add("at", commit.at.description)
    line.add("changes", changes)
    line.add("count", JSON(draft.count))
    line.add("detail", detail)
    line.add("directory", draft.directory?.json.canonical)
    line.add("id", id)
    line.add("idp", commit.provider.idp)
    line.add("kind", draft.kind.rawValue)
    line.add("mapping", commit.mappingVersion)
    line.add("outcome", draft.outcome.rawValue)
    line.add("provider", commit.provider.name.description)
    line.add("request", commit.requestID)
    line.add("resourceID", draft.resourceID)
    line.add("resourceType", draft.resourceType)
    line.add("scimType", draft.scimType)
    start = line.text + ",\"seq\":"
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

/// Writes an object's members straight down: an entry's line needs no value of its own.
private struct CanonicalWriter {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(1024) }

  /// The object so far, not closed.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func add(_ name: StaticString, _ value: JSON?) {
    guard let value else { return }
    begin(name)
    value.write(to: &bytes)
  }

  mutating func add(_ name: StaticString, _ text: String?) {
    add(name, text.map { JSON.string($0) })
  }

  mutating func add(_ name: StaticString, _ changes: [Salting.Digests]) {
    begin(name)
    bytes.append(UInt8(ascii: "["))
    for (place, change) in changes.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "{"))
      if let after = change.after { write("after", after) }
      if let before = change.before { write("before", before) }
      write("name", change.name)
      bytes[bytes.count - 1] = UInt8(ascii: "}")
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ name: StaticString, _ text: String) {
    write(name)
    JSON.string(text).write(to: &bytes)
    bytes.append(UInt8(ascii: ","))
  }

  private mutating func begin(_ name: StaticString) {
    bytes.append(bytes.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
    write(name)
  }

  private mutating func write(_ name: StaticString) {
    bytes.append(UInt8(ascii: "\""))
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
  }
}
