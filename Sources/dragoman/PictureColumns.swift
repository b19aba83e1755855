internal import AdapterTesting
internal import JSON

/// Directories side by side: a row for each attribute that any of them has, a column for each directory.
enum PictureColumns {
  private static let userAttributes = ["state", "displayName", "email", "title", "department", "manager"]

  static func rows(_ pictures: [DirectoryPicture]) -> [[String]] {
    let users = names(pictures.map(\.users), "userName").flatMap { name in
      userAttributes.map { attribute in
        ["\(name) \(attribute)"] + pictures.map { cell($0.users, "userName", name, attribute) }
      }
    }
    let groups = names(pictures.map(\.groups), "displayName").map { name in
      ["\(name) members"] + pictures.map { cell($0.groups, "displayName", name, "members") }
    }
    return (users + groups).filter { row in row.dropFirst().contains { $0 != "–" } }
  }

  private static func names(_ lists: [[JSONObject]], _ key: String) -> [String] {
    Set(lists.flatMap { $0.compactMap { $0[key]?.string } }).sorted()
  }

  private static func cell(_ entries: [JSONObject], _ key: String, _ name: String, _ attribute: String) -> String {
    guard let entry = entries.first(where: { $0[key]?.string == name }) else { return "(none)" }
    switch entry[attribute] {
    case nil, .null?: return "–"
    case .string(let text)?: return local(text)
    case .array(let elements)?: return elements.map { local($0.string ?? $0.description) }.joined(separator: " ")
    case let value?: return value.description
    }
  }

  /// An address without its house, so that five columns fit.
  private static func local(_ text: String) -> String {
    text.hasSuffix(".example") ? String(text.prefix { $0 != "@" }) : text
  }
}
