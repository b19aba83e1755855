import Foundation

/// The version of `fold`, stored beside the keys it made: a new rule needs a new number and a migration.
public let foldVersion = 1

/// The one key for every comparison that ignores case: NFC of the lower case of NFC.
///
/// Index, filter and code all use it, since Swift's `==`, SQLite's `NOCASE` and `lower()` disagree on é, K and ß.
/// - Complexity: O(n); ASCII takes a fast path.
public func fold(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
  return text.precomposedStringWithCanonicalMapping.lowercased().precomposedStringWithCanonicalMapping
}

/// Whether two texts are the same but for case, by `fold`.
public func equalFolded(_ a: String, _ b: String) -> Bool {
  a == b || fold(a).utf8.elementsEqual(fold(b).utf8)
}
