import Directory
import JSON
import SQL

/// A commit with all worked out that needs no look at the writer's state, so that the writer only writes.
struct PreparedCommit: Sendable {
  let commit: Commit
  let writes: [PreparedWrite]
  let entries: [AuditTrail.Item]

  init(_ commit: Commit) {
    self.commit = commit
    writes = commit.writes.map(PreparedWrite.init)
    entries = commit.entries.map { AuditTrail.Item($0, of: commit) }
  }

  /// Whether it erases what entries written before it hold.
  var erases: Bool {
    commit.writes.contains {
      switch $0 {
      case .erase, .eraseMemberships, .purge: true
      default: false
      }
    }
  }
}

/// A write, and what its row holds as JSON.
struct PreparedWrite: Sendable {
  let write: Write
  let content: [SQLValue]

  init(_ write: Write) {
    self.write = write
    content =
      switch write {
      case .insertSource(let record, _), .updateSource(let record, _, _): [.json(record.body)]
      case .insertUser(let user, _, _), .updateUser(let user, _, _, _):
        [.json(user.attributes), .json(user.custom), .json(user.provenance)]
      case .insertGroup(let group), .updateGroup(let group, _):
        [.json(group.attributes), .json(group.custom), .json(group.provenance)]
      default: []
      }
  }
}
