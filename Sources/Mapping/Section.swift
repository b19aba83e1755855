import Directory
import SCIM

/// The part of a mapping that is about users, or about groups.
struct Section: Sendable {
  let kind: EntryKind
  /// The attributes by which the IdP looks entries up.
  let matching: [AttributePath]
  /// In an order in which each rule runs after those that it reads.
  let rules: [Rule]

  var canonicalText: String {
    let lines = rules.map(\.canonicalText).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let head = "\(kind.rawValue)s matching \(matching.map(\.description).joined(separator: ", "))"
    return ([head] + lines).joined(separator: "\n")
  }
}
