/// The members of an object, in the order they were written; no name twice.
public struct JSONObject: Sendable {
  /// One name and its value.
  public typealias Member = (key: String, value: JSON)

  private var members: [Member]

  /// No members.
  public init() { members = [] }

  /// The given members; of two with one name the last counts, in the first one's place.
  public init(_ pairs: some Sequence<(String, JSON)>) {
    members = []
    for (key, value) in pairs { self[key] = value }
  }

  /// Members known to be distinct.
  init(distinct members: [Member]) { self.members = members }

  /// The value of `key`, spelled exactly so; setting nil removes it.
  /// - Complexity: O(members).
  public subscript(key: String) -> JSON? {
    get { index(of: key).map { members[$0].value } }
    set {
      switch (index(of: key), newValue) {
      case (let at?, let value?): members[at].value = value
      case (let at?, nil): members.remove(at: at)
      case (nil, let value?): members.append((key, value))
      case (nil, nil): break
      }
    }
  }

  /// The member whose name is `key` but for ASCII case: as spelled, and its value.
  public func member(ignoringCase key: String) -> Member? {
    members.first { equalIgnoringASCIICase($0.key, key) }
  }

  /// The names, in order.
  public var keys: [String] { members.map(\.key) }

  private func index(of key: String) -> Int? {
    members.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
  }
}

extension JSONObject: RandomAccessCollection {
  /// The first member's place.
  public var startIndex: Int { 0 }
  /// The place after the last member.
  public var endIndex: Int { members.count }
  /// The member at a place.
  public subscript(position: Int) -> Member { members[position] }
}

extension JSONObject: Hashable {
  /// The same names with equal values, in any order.
  public static func == (a: JSONObject, b: JSONObject) -> Bool {
    guard a.count == b.count else { return false }
    if zip(a.members, b.members).allSatisfy({ $0.key == $1.key && $0.value == $1.value }) { return true }
    return a.members.allSatisfy { b[$0.key] == $0.value }
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

/// Whether two names are the same but for the case of ASCII letters.
public func equalIgnoringASCIICase(_ a: String, _ b: String) -> Bool {
  a.utf8.count == b.utf8.count && zip(a.utf8, b.utf8).allSatisfy { asciiLower($0) == asciiLower($1) }
}

@inline(__always)
func asciiLower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
