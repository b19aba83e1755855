#if os(Linux)
  import Directory
  import JSON
  import SQL
  import Store

  /// What a store holds after a kill, read from a copy, and what is wrong with it by itself.
  struct PowerCutCheck {
    /// One audit entry of a change.
    struct Entry {
      var request: String
      var words: String
    }

    /// By client.
    private(set) var worlds: [String: PowerCutWorld] = [:]
    /// SCIM ids by externalId, of what is there.
    private(set) var ids: [String: String] = [:]
    /// The changes in the trail after the given place.
    private(set) var entries: [Entry] = []
    /// The last place in the trail.
    private(set) var position: Int64 = 0
    private(set) var faults: [String] = []

    /// Opens the store as the next host would, and reads; `deep` also walks pages and chains.
    init(_ directory: String, after position: Int64, deep: Bool) throws {
      let store = try Store.open(.sqlite(directory: directory))
      defer { store.close() }
      let database = try SQLiteConnection(
        path: directory + "/dragoman.sqlite", options: SQLiteOptions(role: .reader))
      defer { database.close() }
      self.position = position
      try readWorlds(database)
      for rule in PowerCutRules.all {
        let rows = try database.query(rule.query, [])
        if let first = rows.first { faults.append("\(rule.says): \(rows.count), first \(first.values)") }
      }
      guard deep else { return }
      let integrity = try database.query("PRAGMA integrity_check", []).map { try $0.text(0) }
      if integrity != ["ok"] { faults.append("integrity_check: \(integrity.prefix(3))") }
      faults += try store.read { try $0.verifyAudit() }.map { "audit: \($0)" }
    }

    /// Runs a statement on a copy: how the checks are checked.
    static func spoil(_ directory: String, _ statement: String) throws {
      let database = try SQLiteConnection(path: directory + "/dragoman.sqlite", options: SQLiteOptions(role: .writer))
      defer { database.close() }
      try database.execute(statement, [])
    }

    private mutating func readWorlds(_ database: SQLiteConnection) throws {
      var keys: [String: String] = [:]
      for row in try database.query("SELECT id, external_id FROM tombstone", []) {
        keys[try row.text(0)] = try row.text(1)
      }
      for row in try database.query("SELECT provider, kind, id, version, body, external_id FROM source_record", []) {
        let key = try row.optionalText(5) ?? "?"
        keys[try row.text(2)] = key
        ids[key] = try row.text(2)
        if key.prefix(1) != (try row.text(0)) { faults.append("\(key) is a record of \(try row.text(0))") }
        try read(key, row)
      }
      for row in try database.query("SELECT group_id, value FROM membership", []) {
        let group = keys[try row.text(0)] ?? "?"
        let user = keys[try row.text(1)] ?? "?"
        worlds[Self.client(user), default: .init()].edges.insert(.init(group: group, user: user))
      }
      try readEntries(database, keys)
    }

    private mutating func read(_ key: String, _ row: SQLRow) throws {
      let body = try JSON(parsing: Array(try row.text(4).utf8))
      if try row.text(1) == "group" {
        worlds[Self.client(key), default: .init()].groups[key] = body["displayName"]?.string ?? "?"
      } else {
        worlds[Self.client(key), default: .init()].users[key] = .init(
          version: try row.integer(3), title: body["title"]?.string ?? "?", isActive: body["active"]?.bool ?? true)
      }
    }

    private mutating func readEntries(_ database: SQLiteConnection, _ keys: [String: String]) throws {
      let rows = try database.query(
        """
        SELECT position, kind, resource_id, member, json_extract(line, '$.request') FROM audit_entry
        WHERE position > ? AND outcome = 'success' AND provider <> 'host' AND kind NOT LIKE 'token.%' ORDER BY position
        """, [.integer(position)])
      for row in rows {
        position = try row.integer(0)
        let concerned = [try row.optionalText(2), try row.optionalText(3)].compactMap { $0 }.map { keys[$0] ?? "?" }
        entries.append(
          Entry(request: try row.text(4), words: ([try row.text(1)] + concerned).joined(separator: " ")))
      }
    }

    private static func client(_ key: String) -> String { String(key.prefix { $0 != "-" }) }
  }
#endif
