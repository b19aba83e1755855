internal import Diagnostics
internal import Directory
internal import JSON
internal import Mapping
internal import Text
internal import YAML

/// What users cost whom nobody would send in earnest: the longest texts and lists that a body has room for.
enum HostileMappingCost {
  /// Each in five rules of one mapping.
  private static let expressions = [
    #"regexReplace(title, "(. ?)+", "$1$1")"#, #"regexExtract(title, "^(([a-z])+.)+[A-Z]([a-z])+$")"#,
    "normalizeDiacritics(title)", "title(title)", "lower(upper(lower(upper(title))))", "stripSpaces(title)",
    "left(title, 60000)", #"replace(title, "é", "éé")"#, #"last(split(title, " "))"#, "emails",
    #"join("", emails.value)"#, #"emails[type eq "fax" or value co "zz"].value"#, "count(unique(emails.value))",
    "primary(emails)", "first(emails.value)", #"in("x", emails.value)"#,
  ]
  private static let scope = #"provision when: not (emails[value co "zz"])"#

  static func figures() throws -> [Figure] {
    let mappings = try expressions.map { ($0, try mapping($0)) } + [(scope, try mapping("title", scope))]
    let costs = mappings.flatMap { expression, mapping in
      sources.map { source in
        (name: expression, value: milliseconds { _ = mapping.user(from: source, previous: nil, at: .now()) })
      }
    }
    let worst = costs.max { $0.value < $1.value }
    return [
      Figure(
        name: "mapping the costliest of \(costs.count) hostile users", value: worst?.value ?? 0, unit: " ms",
        aim: .atMost(10), parts: worst.map { [$0] } ?? [])
    ]
  }

  /// Some within the limits and some beyond them, by a text and by a list.
  private static let sources: [JSONObject] = {
    let text = String(repeating: "é ", count: 340_000)
    let emails = (0..<5000).map { JSON.object(["type": "work", "value": .string("a\($0)@example.org")]) }
    func source(_ characters: Int, _ values: Int) -> JSONObject {
      let title = JSON.string(String(text.prefix(characters)))
      return ["userName": "ada", "title": title, "emails": .array(Array(emails.prefix(values)))]
    }
    return [2000, 8000, 30_000, 680_000].map { source($0, 1) } + [400, 1000, 2500, 5000].map { source(1, $0) }
  }()

  private static func mapping(_ expression: String, _ scope: String = "matching: [userName]") throws -> AttributeMapping
  {
    let rules = (0..<5).map { "    x\($0): \(JSON.string(expression))\n" }.joined()
    let text =
      "users:\n  \(scope)\n  attributes: { userName: userName, emails: emails }\n  custom:\n\(rules)"
      + "groups:\n  attributes: { displayName: displayName }\n"
    let source = try YAMLSource(file: "hostile.yaml", text: text)
    let findings = Findings()
    guard let mapping = AttributeMapping.read(source.root, of: source, base: nil, findings: findings) else {
      throw findings.sorted()
    }
    return mapping
  }

  private static func milliseconds(_ body: () -> Void) -> Double {
    (0..<3).map { _ in ContinuousClock().measure(body) / .milliseconds(1) }.min() ?? 0
  }
}
