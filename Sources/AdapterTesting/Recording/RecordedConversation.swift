internal import Diagnostics
public import JSON
internal import YAML

/// What a host recorded of one provider, as a conversation that can be played again: ids become placeholders.
public struct RecordedConversation: Sendable {
  /// The requests with what must come back, as an exchange file writes them.
  private(set) var exchanges: [JSON] = []
  /// How many messages were left out: they name what was made before the recording began, or weren't kept whole.
  public private(set) var skipped = 0

  /// Reads a recorder's entries, oldest first.
  public init(_ entries: [JSON]) {
    var names = RecordedNames(entries)
    for entry in entries {
      guard let exchange = names.exchange(entry) else {
        skipped += 1
        continue
      }
      exchanges.append(exchange)
    }
  }

  /// How many messages can be played again.
  public var count: Int { exchanges.count }

  /// The text of an exchange file that expects this directory and these audit entries afterwards.
  func text(name: String, options: JSONObject, directory: JSON, audit: [String]) -> String {
    var lines = [
      "# Recorded, redacted and exported by `dragoman recorder export`: people's values are pseudonyms.",
      "name: \(JSON.string(name))", "facts: []", "evidence: observed",
    ]
    if !options.isEmpty { lines.append("options: \(JSON.object(options))") }
    lines.append("exchanges:")
    for exchange in exchanges {
      lines.append("  - request: " + Self.indented(exchange["request"] ?? .null, by: 4))
      lines.append("    answer: " + Self.indented(exchange["answer"] ?? .null, by: 4))
    }
    lines.append("directory: " + Self.indented(directory, by: 0))
    lines.append("audit: [\(audit.joined(separator: ", "))]")
    return lines.joined(separator: "\n") + "\n"
  }

  /// JSON is YAML, as long as what follows its first line is indented.
  private static func indented(_ json: JSON, by count: Int) -> String {
    json.pretty().replacing("\n", with: "\n" + String(repeating: " ", count: count + 2))
  }
}

/// The placeholders of what a recording made: `user1.id`, `group2.id`.
private struct RecordedNames {
  private let made: Set<String>
  private var names: [String: String] = [:]
  private var counts: [String: Int] = [:]

  init(_ entries: [JSON]) {
    made = Set(entries.filter(isCreation).compactMap { $0["answer"]?["body"]?["id"]?.string })
  }

  /// A recorded message as an exchange; nil when it can't be played again.
  mutating func exchange(_ entry: JSON) -> JSON? {
    guard let sent = entry["sent"], let method = sent["method"]?.string, let path = sent["path"]?.string,
      let status = entry["answer"]?["status"]?.integer, ![401, 429, 503].contains(status), isWhole(entry)
    else { return nil }
    guard id(in: path).map({ names[$0] != nil }) ?? true else { return nil }
    let query = sent["query"]?.string ?? ""
    var request: JSONObject = ["method": .string(method), "path": .string(query.isEmpty ? path : "\(path)?\(query)")]
    if let type = sent["headers"]?.object?.member(ignoringCase: "Content-Type")?.value {
      request["headers"] = .object(["Content-Type": type])
    }
    request["body"] = sent["body"]
    let asked = filled(.object(request))
    var answer: JSONObject = ["status": .number(JSONNumber(status))]
    if isCreation(entry), let id = entry["answer"]?["body"]?["id"]?.string {
      answer["capture"] = .object(["\(name(id, path)).id": "/id"])
    }
    if let body = expected(entry, status) { answer["body"] = filled(body) }
    return ["request": asked, "answer": .object(answer)]
  }

  private func isWhole(_ entry: JSON) -> Bool {
    let bytes = entry["bodyBytes"]?.integer ?? 0
    return bytes == 0 || entry["sent"]?["body"]?.object != nil
  }

  /// The id that a path names, if it names one.
  private func id(in path: String) -> String? {
    let parts = path.split(separator: "/")
    return parts.count == 2 && ["Users", "Groups"].contains(parts[0]) && !parts[1].hasPrefix(".")
      ? String(parts[1]) : nil
  }

  private mutating func name(_ id: String, _ path: String) -> String {
    if let known = names[id] { return known }
    let kind = path.hasPrefix("/Groups") ? "group" : "user"
    counts[kind, default: 0] += 1
    let name = "\(kind)\(counts[kind] ?? 0)"
    names[id] = name
    return name
  }

  /// What must come back: the resource without what a service writes itself; of a list, how many; of an error, its type.
  private func expected(_ entry: JSON, _ status: Int64) -> JSON? {
    guard let body = entry["answer"]?["body"]?.object else { return nil }
    if status >= 400 { return body["scimType"].map { .object(["scimType": $0]) } }
    if let total = body["totalResults"] { return .object(["totalResults": total]) }
    let own = ["id", "meta", "schemas", "groups"]
    let kept = JSONObject(body.filter { !own.contains($0.key) }.map { ($0.key, withoutReferences($0.value)) })
    return kept.isEmpty || body["userName"] == nil && body["displayName"] == nil ? nil : .object(kept)
  }

  private func withoutReferences(_ json: JSON) -> JSON {
    switch json {
    case .array(let elements): .array(elements.map(withoutReferences))
    case .object(let members):
      .object(
        JSONObject(
          members.filter { $0.key != "$ref" && $0.key != "display" && $0.key != "displayName" }
            .map { ($0.key, withoutReferences($0.value)) }))
    default: json
    }
  }

  /// The value with every id that the recording made as its placeholder.
  private func filled(_ json: JSON) -> JSON {
    switch json {
    case .string(let text):
      .string(names.reduce(text) { $0.replacing($1.key, with: "{{\($1.value).id}}") })
    case .array(let elements): .array(elements.map(filled))
    case .object(let members): .object(JSONObject(members.map { ($0.key, filled($0.value)) }))
    default: json
    }
  }
}

private func isCreation(_ entry: JSON) -> Bool {
  entry["sent"]?["method"]?.string == "POST" && entry["answer"]?["status"]?.integer == 201
}
