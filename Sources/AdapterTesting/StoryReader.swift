import Diagnostics
import Foundation
import JSON
import YAML

/// Reads a story as one dialect tells it; its steps must be the plot's.
struct StoryReader {
  let source: YAMLSource
  let findings: Findings
  let adapter: String
  let plot: StoryPlot

  private var exchanges: ExchangeReader { ExchangeReader(source: source, findings: findings) }

  /// The whole story; nil, with findings, when a part is missing.
  func story() -> Story? {
    guard let fields = Fields(source.root, of: source, what: "a story", findings: findings) else { return nil }
    return story(fields)
  }

  /// What may stand in a story's file.
  static var shape: Shape {
    guard let plot = try? StoryPlot.read() else { return .any }
    return .mapping("a story") { fields in
      _ = StoryReader(source: .nothing, findings: Findings(), adapter: "any", plot: plot).story(fields)
    }
  }

  private func story(_ fields: Fields) -> Story? {
    defer { fields.finish() }
    let title = fields.requiredText("title")
    let options =
      fields.node("options", .mapping("options") { $0.describeOthers(.scalar) })?.json().object ?? JSONObject()
    let needs = fields.texts("needs")
    let steps = steps(fields)
    guard let title else { return nil }
    let dialect = ((source.file as NSString).lastPathComponent as NSString).deletingPathExtension
    return Story(
      adapter: adapter, dialect: dialect, title: title.value, options: options, needs: needs, steps: steps, plot: plot,
      source: source)
  }

  private func steps(_ fields: Fields) -> [StoryStep] {
    let shape = Shape.mapping("a step") { fields in
      var known = PlaceholderNames()
      _ = step(fields, &known)
    }
    guard fields.requiredNode("steps", .list(shape)) != nil else { return [] }
    var known = PlaceholderNames()
    var steps: [StoryStep] = []
    let nodes = fields.list("steps", of: shape)
    for (index, node) in nodes.enumerated() {
      check(node["name"] ?? node, index)
      if let step = step(node, &known) { steps.append(step) }
    }
    for missing in plot.steps.dropFirst(nodes.count) {
      fields.report("the story doesn't tell '\(missing)'", at: fields.start, fix: "tell it as the last step")
    }
    return steps
  }

  /// Reports a step that isn't the plot's: who tells another story proves nothing by its end.
  private func check(_ name: YAMLNode, _ index: Int) {
    guard index < plot.steps.count else {
      return exchanges.report("the story has ended before this step", at: name.range, fix: "leave it out")
    }
    guard let written = name.scalar, written != plot.steps[index] else { return }
    exchanges.report(
      "step \(index + 1) of the story is another", at: name.range, fix: "write name: \"\(plot.steps[index])\"")
  }

  private func step(_ node: YAMLNode, _ known: inout PlaceholderNames) -> StoryStep? {
    guard let fields = Fields(node, of: source, what: "a step", findings: findings) else { return nil }
    return step(fields, &known)
  }

  private func step(_ fields: Fields, _ known: inout PlaceholderNames) -> StoryStep? {
    defer { fields.finish() }
    let name = fields.requiredText("name")
    let told = exchanges.exchanges(fields, "exchanges", &known)
    return name.map { StoryStep(name: $0.value, exchanges: told) }
  }
}
