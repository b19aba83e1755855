internal import JSON

/// An audit entry as a row.
enum AuditColumns {
  static let head = ["TIME (UTC)", "PROVIDER", "IDP", "KIND", "RESOURCE", "DIRECTORY", "WHAT"]
  static let names = [
    "sequence", "at", "provider", "idp", "actor", "request", "kind", "resourceType", "resourceID", "outcome",
    "directory", "scimType", "detail", "changed", "count",
  ]

  static func row(_ entry: JSON) -> [String] {
    let what = [entry["resourceType"]?.string, entry["resourceID"]?.string.map { "…" + $0.suffix(8) }]
    let count = entry["count"]?.integer.map { " (\($0) times)" } ?? ""
    return [
      String((entry["at"]?.string ?? "").dropLast(5)), entry["provider"]?.string ?? "", entry["idp"]?.string ?? "",
      entry["kind"]?.string ?? "", what.compactMap { $0 }.joined(separator: " "), effect(entry),
      (entry["detail"]?.string ?? changed(entry)) + count,
    ]
  }

  static func cells(_ entry: JSON) -> [String] {
    names.map { name in
      switch name {
      case "sequence": "\(entry["sequence"]?.integer ?? 0)"
      case "count": "\(entry["count"]?.integer ?? 1)"
      case "directory": entry["directory"]?["effect"]?.string ?? ""
      case "changed": changed(entry)
      default: entry[name]?.string ?? ""
      }
    }
  }

  /// What became of the directory entry; of a refused request nothing did.
  private static func effect(_ entry: JSON) -> String {
    guard entry["outcome"]?.string != "refused" else { return "refused" }
    let effect = entry["directory"]?["effect"]?.string ?? "–"
    return entry["directory"]?["reason"]?.string.map { "\(effect): \($0)" } ?? effect
  }

  /// The attributes that changed; of a membership, who came or went.
  private static func changed(_ entry: JSON) -> String {
    (entry["changes"]?.array ?? []).compactMap { change in
      guard let name = change["name"]?.string else { return nil }
      guard name == "members", let member = change["after"] ?? change["before"] else { return name }
      return member["display"]?.string ?? member["value"]?.string ?? name
    }.joined(separator: " ")
  }
}
