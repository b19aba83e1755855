internal import JSON

/// Where a bulk operation names what another one makes: `bulkId:` and that one's name, alone, at the end of a
/// reference, or quoted in a filter (RFC 7644 §3.7.2).
public struct BulkReferences {
  private static let mark = "bulkId:"
  private let ids: (String) -> String?

  private init(_ ids: @escaping (String) -> String?) { self.ids = ids }

  /// The names of other operations' resources in `operation`, each once.
  public static func names(in operation: BulkOperation) -> [String] {
    var names: [String] = []
    let collector = BulkReferences { name in
      if !names.contains(name) { names.append(name) }
      return nil
    }
    _ = collector.resolve(operation)
    return names
  }

  /// The operation with ids in the place of the names that `ids` knows.
  public static func resolved(_ operation: BulkOperation, _ ids: [String: String]) -> BulkOperation {
    BulkReferences { ids[$0] }.resolve(operation)
  }

  private func resolve(_ operation: BulkOperation) -> BulkOperation {
    var resolved = operation
    resolved.path = path(operation.path)
    resolved.data = operation.data.map { value($0, of: nil) }
    return resolved
  }

  private func value(_ value: JSON, of key: String?) -> JSON {
    switch value {
    case .string(let text): .string(self.text(text, of: key))
    case .array(let elements): .array(elements.map { self.value($0, of: key) })
    case .object(let members): .object(JSONObject(members.map { ($0.key, self.value($0.value, of: $0.key)) }))
    default: value
    }
  }

  private func text(_ text: String, of key: String?) -> String {
    guard text.contains(Self.mark) else { return text }
    if text.hasPrefix(Self.mark) { return ids(String(text.dropFirst(Self.mark.count))) ?? text }
    switch key?.lowercased() {
    case "$ref": return path(text)
    case "path": return quoted(text)
    default: return text
    }
  }

  /// A path's segments, each of which may be a name.
  private func path(_ text: String) -> String {
    guard text.contains(Self.mark) else { return text }
    return text.split(separator: "/", omittingEmptySubsequences: false).map { segment in
      guard segment.hasPrefix(Self.mark) else { return String(segment) }
      return ids(String(segment.dropFirst(Self.mark.count))) ?? String(segment)
    }.joined(separator: "/")
  }

  /// The strings of a filter within a PATCH path.
  private func quoted(_ text: String) -> String {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().map { place, part in
      guard place % 2 == 1, part.hasPrefix(Self.mark) else { return String(part) }
      return ids(String(part.dropFirst(Self.mark.count))) ?? String(part)
    }.joined(separator: "\"")
  }
}
