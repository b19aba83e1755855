import Diagnostics
import JSON
import YAML

/// Reads exchange files and the parts that a story shares with them.
struct ExchangeReader {
  let source: YAMLSource
  let findings: Findings

  /// The whole of an exchange file; nil, with findings, when a part is missing.
  func file() -> ExchangeFile? {
    let root = source.root.map(Repetition(source: source, findings: findings).expanded)
    guard let fields = Fields(root, of: source, what: "an exchange file", findings: findings) else { return nil }
    return file(fields)
  }

  /// A reader of no file: it says what may stand in one.
  static var describing: ExchangeReader { ExchangeReader(source: .nothing, findings: Findings()) }

  /// What may stand in an exchange file.
  static var shape: Shape { .mapping("an exchange file") { _ = describing.file($0) } }

  private func file(_ fields: Fields) -> ExchangeFile? {
    defer { fields.finish() }
    let name = fields.requiredText("name")
    let facts = facts(fields)
    let evidence = fields.choice("evidence", ExchangeFile.Evidence.self)
    let options =
      fields.node("options", .mapping("options") { $0.describeOthers(.scalar) })?.json().object ?? JSONObject()
    var known = PlaceholderNames()
    let exchanges = exchanges(fields, "exchanges", &known)
    let directory = directory(fields)
    let audit = audit(fields)
    if evidence == nil { _ = fields.requiredNode("evidence") }
    guard let name, let evidence, let directory, let audit else { return nil }
    return ExchangeFile(
      name: name.value, facts: facts, evidence: evidence.value, options: options, exchanges: exchanges,
      directory: directory, audit: audit, source: source)
  }

  private func facts(_ fields: Fields) -> [String] {
    let facts = fields.texts("facts")
    if facts.isEmpty { _ = fields.requiredNode("facts") }
    for fact in facts where !isFact(fact.value) {
      report("'\(fact.value)' is not a fact's number", at: fact.range, fix: "write it like E-21")
    }
    return facts.map(\.value)
  }

  private func isFact(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    return (1...2).contains(parts[0].count) && parts[0].allSatisfy { $0.isASCII && $0.isUppercase }
      && !parts[1].isEmpty && parts[1].allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// The list of exchanges under `key`; `known` gains what they capture.
  func exchanges(_ fields: Fields, _ key: String, _ known: inout PlaceholderNames) -> [Exchange] {
    guard fields.requiredNode(key, Self.listShape) != nil else { return [] }
    return exchanges(fields.list(key), &known)
  }

  /// A list of exchanges.
  static var listShape: Shape {
    let exchange = Shape.mapping("an exchange") { fields in
      var known = PlaceholderNames()
      _ = describing.exchange(fields, &known)
    }
    return .list(.repeatable(.named("exchange", exchange)))
  }

  /// The exchanges that `nodes` are.
  func exchanges(_ nodes: [YAMLNode], _ known: inout PlaceholderNames) -> [Exchange] {
    var exchanges: [Exchange] = []
    for node in nodes {
      if let exchange = exchange(node, &known) { exchanges.append(exchange) }
    }
    return exchanges
  }

  private func exchange(_ node: YAMLNode, _ known: inout PlaceholderNames) -> Exchange? {
    guard let fields = Fields(node, of: source, what: "an exchange", findings: findings) else { return nil }
    return exchange(fields, &known)
  }

  private func exchange(_ fields: Fields, _ known: inout PlaceholderNames) -> Exchange? {
    defer { fields.finish() }
    let request = fields.requiredNode("request", Self.requestShape).flatMap(request)
    let answer = fields.requiredNode("answer", Self.answerShape).flatMap(answer)
    if let place = fields.node("request") { check(place, known) }
    for capture in answer?.captures ?? [] { known.insert(capture.value.name) }
    if let place = fields.node("answer") { check(place, known) }
    guard let request, let answer else { return nil }
    return Exchange(request: request, answer: answer, range: fields.node("request")?.range ?? fields.node.range)
  }

  /// Reports placeholders that nothing gives a value to.
  private func check(_ node: YAMLNode, _ known: PlaceholderNames) {
    for child in node.elements ?? [] { check(child, known) }
    for member in node.members ?? [] { check(member.value, known) }
    for name in PlaceholderText(node.scalar ?? "").names where !known.contains(name) {
      let near = suggestion(for: name, among: known.names).map { "did you mean {{\($0)}}?" }
      report(
        "nothing before this captures {{\(name)}}", at: node.range, fix: near ?? "capture it from an earlier answer")
    }
  }

  func report(_ message: String, at range: SourceRange, fix: String? = nil) {
    findings.report(source.diagnostic(message, at: range, fix: fix))
  }
}

/// The placeholders that have a value at some point of a conversation.
struct PlaceholderNames {
  private(set) var names = Placeholders.given

  func contains(_ name: String) -> Bool { names.contains(name) }

  mutating func insert(_ name: String) {
    if !names.contains(name) { names.append(name) }
  }
}
