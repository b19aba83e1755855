/// Prepared statements by their text, the oldest given up when there are too many.
struct StatementCache<Statement> {
  private var statements: [String: Statement] = [:]
  private var order: [String] = []
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  subscript(text: String) -> Statement? { statements[text] }

  /// Keeps a statement and gives back the one that had to go.
  mutating func keep(_ statement: Statement, for text: String) -> Statement? {
    statements[text] = statement
    order.append(text)
    guard order.count > capacity else { return nil }
    return statements.removeValue(forKey: order.removeFirst())
  }

  mutating func removeAll() {
    statements.removeAll()
    order.removeAll()
  }
}
