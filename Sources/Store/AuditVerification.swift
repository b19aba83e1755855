import Directory
import JSON
import SQL
import Text

extension Snapshot {
  /// Checks every chain from its first entry to its head, and against heads that were kept off the store.
  ///
  /// Found are: entries that were changed, left out, put in, reordered or renumbered; values that were changed; a
  /// head that isn't the last entry; and, with `heads`, a cut tail or a chain that was written anew.
  /// - Complexity: O(entries), in bounded memory.
  public func verifyAudit(heads: [ChainHead] = []) throws -> [AuditFault] {
    var faults: [AuditFault] = []
    for provider in try chains() {
      var check = ChainCheck(provider: provider, expected: heads.filter { $0.provider == provider })
      try check.walk(self)
      faults += check.faults
    }
    let found = Set(try chains())
    for head in heads where head.sequence > 0 && !found.contains(head.provider) {
      faults.append(AuditFault(provider: head.provider, sequence: 1, reason: "the whole chain is missing"))
    }
    return faults
  }

  private func chains() throws -> [ProviderName] {
    let names = try rows("SELECT name FROM provider ORDER BY name", []) { try $0.provider(0) }
    let heads = try rows("SELECT provider FROM chain_head ORDER BY provider", []) { try $0.provider(0) }
    return Set(names + heads).sorted()
  }
}

/// Walks one chain.
private struct ChainCheck {
  let provider: ProviderName
  let expected: [ChainHead]
  private(set) var faults: [AuditFault] = []
  private var sequence: Int64 = 0
  private var previous = AuditLine.origin

  init(provider: ProviderName, expected: [ChainHead]) {
    self.provider = provider
    self.expected = expected
  }

  mutating func walk(_ snapshot: Snapshot) throws {
    while true {
      let page = try snapshot.connection.query(
        "SELECT \(Self.columns) FROM audit_entry WHERE provider = ? AND seq > ? ORDER BY seq LIMIT 500",
        [.provider(provider), .integer(sequence)])
      for row in page { try check(row, snapshot) }
      guard page.count == 500 else { break }
    }
    try checkHead(snapshot)
    for head in expected where head.sequence > sequence {
      report(sequence + 1, "entries up to \(head.sequence) were there and are missing")
    }
  }

  private static let columns = """
    seq, id, at, kind, outcome, resource_id, entry_id, count, line, previous, hash, member
    """

  private mutating func check(_ row: SQLRow, _ snapshot: Snapshot) throws {
    let number = try row.integer(0)
    let (line, hash) = (try row.text(8), try row.text(10))
    if number != sequence + 1 { report(sequence + 1, "entries up to \(number - 1) are missing") }
    if try row.text(9) != previous { report(number, "it doesn't follow the entry before it") }
    if AuditLine.hash(try row.text(9), line) != hash { report(number, "it was changed: its hash is another") }
    for head in expected where head.sequence == number && head.hash != hash {
      report(number, "it isn't the entry whose hash was kept")
    }
    try checkContent(row, line, number, snapshot)
    sequence = number
    previous = hash
  }

  private mutating func checkContent(_ row: SQLRow, _ line: String, _ number: Int64, _ snapshot: Snapshot) throws {
    guard let object = try? JSON(parsing: line, limits: .stored).object else {
      return report(number, "its line can't be read")
    }
    if try !columnsAgree(row, object) { report(number, "its columns say something else than its line") }
    let values = try snapshot.rows(
      "SELECT name, part, salt, value FROM audit_value WHERE provider = ? AND seq = ?",
      [.provider(provider), .integer(number)], SaltedValue.init)
    for value in values where Self.digest(of: value, in: object) != value.digest {
      report(number, value.part == .detail ? "its detail was changed" : "a value of \(value.name) was changed")
    }
  }

  private func columnsAgree(_ row: SQLRow, _ line: JSONObject) throws -> Bool {
    let at = try row.timestamp(2).description
    return try line["provider"]?.string == provider.description && line["seq"]?.integer == row.integer(0)
      && line["id"]?.string == row.text(1) && line["at"]?.string == at && line["kind"]?.string == row.text(3)
      && line["outcome"]?.string == row.text(4) && line["resourceID"]?.string == row.optionalText(5)
      && line["directory"]?["entry"]?.string == row.optionalText(6) && line["count"]?.integer == row.integer(7)
  }

  private static func digest(of value: SaltedValue, in line: JSONObject) -> String? {
    guard value.part != .detail else { return line["detail"]?.string }
    let changes = line["changes"]?.array ?? []
    let change = changes.first { $0["name"]?.string?.utf8.elementsEqual(value.name.utf8) ?? false }
    return change?[value.part.rawValue]?.string
  }

  private mutating func checkHead(_ snapshot: Snapshot) throws {
    let head = try snapshot.connection.first(
      "SELECT seq, hash FROM chain_head WHERE provider = ?", [.provider(provider)])
    guard let head else {
      if sequence > 0 { report(sequence, "the chain has no head") }
      return
    }
    let (number, hash) = (try head.integer(0), try head.text(1))
    if number > sequence { report(sequence + 1, "the head says that entries up to \(number) are missing") }
    if number < sequence { report(number + 1, "it was added past the head of the chain") }
    if number == sequence, hash != previous { report(number, "the head has another hash than the last entry") }
  }

  private mutating func report(_ sequence: Int64, _ reason: String) {
    faults.append(AuditFault(provider: provider, sequence: sequence, reason: reason))
  }
}
