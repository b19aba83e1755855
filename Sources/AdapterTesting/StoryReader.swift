import Diagnostics
import JSON
import YAML

/// Reads a story: its dialects, then every step in each of them.
struct StoryReader {
  let source: YAMLSource
  let findings: Findings

  private var exchanges: ExchangeReader { ExchangeReader(source: source, findings: findings) }

  /// The whole story; nil, with findings, when a part is missing.
  func story() -> Story? {
    guard let fields = Fields(source.root, of: source, what: "a story", findings: findings) else { return nil }
    return story(fields)
  }

  /// What may stand in a story's file.
  static var shape: Shape {
    .mapping("a story") { _ = StoryReader(source: .nothing, findings: Findings()).story($0) }
  }

  private func story(_ fields: Fields) -> Story? {
    defer { fields.finish() }
    let name = fields.requiredText("name")
    let dialects = dialects(fields)
    let steps = steps(fields, dialects.map(\.name))
    let directory = exchanges.directory(fields)
    guard let name, let directory else { return nil }
    return Story(name: name.value, dialects: dialects, steps: steps, directory: directory, source: source)
  }

  private func dialects(_ fields: Fields) -> [StoryDialect] {
    let shape = Shape.mapping("a dialect") { _ = self.dialect(named: "dialect", $0) }
    guard fields.requiredNode("dialects", .mapping("dialects") { $0.describeOthers(shape) }) != nil else { return [] }
    return exchanges.mapping(fields, "dialects").compactMap { member in
      let what = "the dialect \(member.name)"
      guard let fields = Fields(member.value, of: source, what: what, findings: findings) else { return nil }
      return dialect(named: member.name, fields)
    }
  }

  private func dialect(named name: String, _ fields: Fields) -> StoryDialect? {
    defer { fields.finish() }
    let title = fields.text("title")?.value ?? name
    let options = fields.node("options", .mapping("options") { $0.describeOthers(.scalar) })?.json().object
    let needs = fields.texts("needs")
    guard let adapter = fields.requiredText("adapter") else { return nil }
    return StoryDialect(
      name: name, adapter: adapter.value, title: title, options: options ?? JSONObject(), needs: needs)
  }

  private func steps(_ fields: Fields, _ dialects: [String]) -> [StoryStep] {
    let shape = Shape.mapping("a step") { fields in
      var known = [String: PlaceholderNames]()
      _ = step(fields, [], &known)
    }
    guard fields.requiredNode("steps", .list(shape)) != nil else { return [] }
    var known = [String: PlaceholderNames]()
    var steps: [StoryStep] = []
    for node in fields.list("steps", of: shape) {
      if let step = step(node, dialects, &known) { steps.append(step) }
    }
    return steps
  }

  private func step(
    _ node: YAMLNode, _ dialects: [String], _ known: inout [String: PlaceholderNames]
  ) -> StoryStep? {
    guard let fields = Fields(node, of: source, what: "a step", findings: findings) else { return nil }
    return step(fields, dialects, &known)
  }

  private func step(
    _ fields: Fields, _ dialects: [String], _ known: inout [String: PlaceholderNames]
  ) -> StoryStep? {
    defer { fields.finish() }
    let name = fields.requiredText("name")
    _ = fields.requiredNode("tellings")
    guard let tellings = fields.fields("tellings", what: "the step '\(name?.value ?? "")'") else { return nil }
    tellings.describeOthers(ExchangeReader.listShape)
    defer { tellings.finish() }
    var told: [String: [Exchange]] = [:]
    for dialect in dialects {
      var names = known[dialect] ?? PlaceholderNames()
      told[dialect] = exchanges.exchanges(tellings, dialect, &names)
      known[dialect] = names
    }
    return name.map { StoryStep(name: $0.value, tellings: told) }
  }
}
