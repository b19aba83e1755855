/// Names seen so far: compared one by one while few, hashed when many.
struct NameSet {
  private let ignoringCase: Bool
  private var hashed: Set<[UInt8]>?

  init(ignoringCase: Bool) { self.ignoringCase = ignoringCase }

  mutating func insert(_ name: String, after members: [JSONObject.Entry]) -> Bool {
    if members.count < 24 { return members.place(ofLength: name.utf8.count) { same($0, name) } == nil }
    let name = key(name)
    var names = hashed.take() ?? Set(members.map { key($0.key) })
    defer { hashed = names }
    return names.insert(name).inserted
  }

  private func same(_ a: String, _ b: String) -> Bool {
    ignoringCase ? equalIgnoringASCIICase(a, b) : equalBytes(a, b)
  }

  /// Bytes, since a set of texts would take `é` in one character and in two for the same name.
  private func key(_ name: String) -> [UInt8] {
    ignoringCase ? name.utf8.map(asciiLower) : Array(name.utf8)
  }
}
