public import Directory
import JSON
import SQL

extension Snapshot {
  /// How many living users a provider brought, and how many of them have each attribute of type IDP.
  /// - Complexity: O(users): an administrator's verb, no request's.
  public func customCoverage(_ provider: ProviderName) throws -> (users: Int, counts: [String: Int]) {
    var users = 0
    var counts: [String: Int] = [:]
    var last = ""
    while true {
      let page = try rows(
        """
        SELECT e.id, e.custom FROM directory_user e
        JOIN (SELECT DISTINCT l.entry_id FROM link l WHERE l.provider = ? AND l.kind = 'user' AND l.entry_id > ?
          ORDER BY l.entry_id LIMIT 1000) x ON e.id = x.entry_id
        WHERE e.state <> 'tombstone' ORDER BY e.id
        """,
        [.provider(provider), .text(last)]
      ) { (id: try $0.text(0), custom: try $0.object(1)) }
      users += page.count
      for (name, _) in page.flatMap({ Array($0.custom) }) { counts[name, default: 0] += 1 }
      guard let end = page.last else { return (users, counts) }
      last = end.id
    }
  }
}
