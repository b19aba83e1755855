import Diagnostics
import JSON
import YAML

extension ExchangeReader {
  /// The value of `answer:`.
  func answer(_ node: YAMLNode) -> ExpectedAnswer? {
    guard let fields = Fields(node, of: source, what: "an answer", findings: findings) else { return nil }
    return answer(fields)
  }

  /// The value of `answer:`.
  static var answerShape: Shape {
    .named("answer", .mapping("an answer") { _ = describing.answer($0) })
  }

  private func answer(_ fields: Fields) -> ExpectedAnswer? {
    defer { fields.finish() }
    let status = Shape.integer(200...599)
    let statuses = fields.requiredNode("status", .either([status, .list(status)])).flatMap(statuses)
    let answer = ExpectedAnswer(
      statuses: statuses ?? Located([], at: fields.node.range), headers: expectedHeaders(fields),
      body: fields.node("body").map(ExpectedJSON.init), absent: pointers(fields, "absent"),
      present: pointers(fields, "present"), counts: counts(fields), without: fields.texts("without"),
      empty: fields.flag("empty"), captures: captures(fields))
    return statuses == nil ? nil : answer
  }

  private func statuses(_ node: YAMLNode) -> Located<[Int]>? {
    let nodes = node.elements ?? [node]
    let statuses = nodes.compactMap { $0.json().integer }.filter { (200...599).contains($0) }.map { Int($0) }
    guard !nodes.isEmpty, statuses.count == nodes.count else {
      report("'status' must be a number from 200 to 599, or a list of such", at: node.range)
      return nil
    }
    return Located(statuses, at: node.range)
  }

  private func expectedHeaders(_ fields: Fields) -> [ExpectedHeader] {
    mapping(fields, "headers", of: .either([.text, .flag])).compactMap { member in
      let range = member.value.range
      switch member.value.json() {
      case .bool(let sent): return ExpectedHeader(name: member.name, value: sent ? .present : .absent, range: range)
      case .string(let text): return ExpectedHeader(name: member.name, value: .equal(text), range: range)
      default:
        report("a header is a text, or true for any and false for none", at: range, fix: "write it in quotes")
        return nil
      }
    }
  }

  private func pointers(_ fields: Fields, _ key: String) -> [Located<JSONPointer>] {
    fields.texts(key).compactMap { text in
      pointer(text.value, at: text.range).map { Located($0, at: text.range) }
    }
  }

  private func counts(_ fields: Fields) -> [Located<ExpectedCount>] {
    mapping(fields, "count", of: .integer(0...1_000_000)).compactMap { member in
      guard let pointer = pointer(member.name, at: member.key.range) else { return nil }
      guard let count = member.value.json().integer, (0...1_000_000).contains(count) else {
        report("a count is a whole number", at: member.value.range)
        return nil
      }
      return Located(ExpectedCount(pointer: pointer, count: Int(count)), at: member.value.range)
    }
  }

  private func captures(_ fields: Fields) -> [Located<Capture>] {
    mapping(fields, "capture", of: .text).compactMap { member in
      guard let text = text(member.value, "what is captured"), let pointer = pointer(text, at: member.value.range)
      else { return nil }
      guard PlaceholderText("{{\(member.name)}}").only == member.name, !Placeholders.given.contains(member.name) else {
        report("'\(member.name)' can't be a placeholder's name", at: member.key.range, fix: "write it like user1.id")
        return nil
      }
      return Located(Capture(name: member.name, pointer: pointer), at: member.value.range)
    }
  }

  private func pointer(_ text: String, at range: SourceRange) -> JSONPointer? {
    if let pointer = JSONPointer(parsing: text) { return pointer }
    report("'\(text)' is not a JSON pointer", at: range, fix: "write it like /\(text.replacing(".", with: "/"))")
    return nil
  }
}
