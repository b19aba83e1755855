/// The members of an object, in the order they were written; no name twice.
public struct JSONObject: Sendable {
  /// One name and its value.
  public typealias Member = (key: String, value: JSON)

  /// A member as it is kept: unlike a tuple it is copied and let go without asking what it is made of.
  struct Entry: Sendable {
    let key: String
    var value: JSON
  }

  private var members: [Entry]

  /// No members.
  public init() { members = [] }

  /// The given members; of two with one name the last counts, in the first one's place.
  /// - Complexity: O(n): compared one by one while few, hashed when many.
  public init(_ pairs: some Sequence<(String, JSON)>) {
    members = []
    members.reserveCapacity(pairs.underestimatedCount)
    var places: [[UInt8]: Int] = [:]
    for (key, value) in pairs {
      guard members.count >= 24 else { self[key] = value; continue }
      if places.isEmpty {
        for (place, member) in members.enumerated() { places[Array(member.key.utf8)] = place }
      }
      let bytes = Array(key.utf8)
      if let place = places[bytes] {
        members[place].value = value
      } else {
        places[bytes] = members.count
        members.append(Entry(key: key, value: value))
      }
    }
  }

  /// Members known to be distinct.
  init(distinct members: [Entry]) { self.members = members }

  /// The value of `key`, spelled exactly so; setting nil removes it.
  /// - Complexity: O(members).
  public subscript(key: String) -> JSON? {
    get { index(of: key).map { members[$0].value } }
    set {
      switch (index(of: key), newValue) {
      case (let at?, let value?): members[at].value = value
      case (let at?, nil): members.remove(at: at)
      case (nil, let value?): append(key, value)
      case (nil, nil): break
      }
    }
  }

  /// The member whose name is `key` but for ASCII case: as spelled, and its value.
  public func member(ignoringCase key: String) -> Member? {
    members.place(ofLength: key.utf8.count) { equalIgnoringASCIICase($0, key) }.map { self[$0] }
  }

  /// The names, in order.
  public var keys: [String] { members.map(\.key) }

  /// Most objects have a handful of members: room for them at once, instead of growing one by one.
  private mutating func append(_ key: String, _ value: JSON) {
    if members.isEmpty { members.reserveCapacity(8) }
    members.append(Entry(key: key, value: value))
  }

  private func index(of key: String) -> Int? {
    members.place(ofLength: key.utf8.count) { equalBytes($0, key) }
  }
}

extension [JSONObject.Entry] {
  /// The first member whose name has so many bytes and passes; the length rules most out before anything is copied.
  @inline(__always)
  func place(ofLength length: Int, _ isSought: (String) -> Bool) -> Int? {
    for place in indices where self[place].key.utf8.count == length {
      if isSought(self[place].key) { return place }
    }
    return nil
  }
}

extension JSONObject: RandomAccessCollection {
  /// The first member's place.
  public var startIndex: Int { 0 }
  /// The place after the last member.
  public var endIndex: Int { members.count }
  /// The member at a place.
  public subscript(position: Int) -> Member { (members[position].key, members[position].value) }
}

extension JSONObject: Hashable {
  /// The same names (by their bytes) with equal values, in any order.
  /// - Complexity: O(n) in the same order, O(n log n) otherwise.
  public static func == (a: JSONObject, b: JSONObject) -> Bool {
    guard a.count == b.count else { return false }
    for place in a.members.indices where !isSame(a.members[place], b.members[place]) {
      return a.hasMembers(of: b, from: place)
    }
    return true
  }

  /// Whether the members from `start` on are among those of `other`: names are compared one by one while few.
  private func hasMembers(of other: JSONObject, from start: Int) -> Bool {
    guard count <= 32 else { return zip(sorted, other.sorted).allSatisfy(Self.isSame) }
    return members[start...].allSatisfy { member in
      other.index(of: member.key).map { other.members[$0].value == member.value } ?? false
    }
  }

  private static func isSame(_ a: Entry, _ b: Entry) -> Bool {
    equalBytes(a.key, b.key) && a.value == b.value
  }

  /// The members by their names' bytes.
  var sorted: [Entry] {
    members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(Set(members.map { $0.key }))
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// An object of the given members.
  public init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}
