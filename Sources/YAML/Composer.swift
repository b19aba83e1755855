import Diagnostics

/// Builds nodes from events, without recursion, and collects what isn't taken on the way.
struct Composer {
  private let source: SourceText
  private var frames: [Frame] = []
  /// Collections that are open within one that is too deep.
  private var skipped = 0
  private var documents = 0
  private(set) var findings: [Diagnostic] = []
  private(set) var root: YAMLNode?

  init(_ source: SourceText) { self.source = source }

  /// Whether it isn't worth going on; libyaml takes quadratic time for levels without end.
  var isFull: Bool { findings.count >= YAMLLimits.findings || skipped > 2 * YAMLLimits.depth }

  mutating func take(_ event: ParserEvent) {
    if case .documentStart(let hasTagDirectives) = event.kind {
      return startDocument(at: range(event), hasTagDirectives: hasTagDirectives)
    }
    guard documents == 1 else { return }
    switch event.kind {
    case .alias(let name): takeAlias(name, at: range(event))
    case .scalar(let text, let style): takeScalar(text, style, event)
    case .sequenceStart: open(event, isMapping: false)
    case .mappingStart: open(event, isMapping: true)
    case .collectionEnd: close(event)
    default: break
    }
  }

  private mutating func startDocument(at range: SourceRange, hasTagDirectives: Bool) {
    documents += 1
    if hasTagDirectives { report("%TAG isn't taken", at: range, fix: "remove the line") }
    if documents == 2 { report("a second document begins here", at: range, fix: "put it into a file of its own") }
  }

  private mutating func takeAlias(_ name: String, at range: SourceRange) {
    guard skipped == 0 else { return }
    report(
      "the alias '*\(shown(name))' isn't taken", at: range,
      fix: "write the value out here; a text that begins with * needs quotes")
    add(YAMLNode(.scalar("", style: .plain), at: range), isChecked: true)
  }

  private mutating func takeScalar(_ text: String, _ style: ScalarStyle, _ event: ParserEvent) {
    guard skipped == 0 else { return }
    let range = range(event)
    checkProperties(event, range)
    if let scalar = text.unicodeScalars.first(where: \.isForbiddenInText) {
      report("\(scalar.name) can't stand in a text", at: range, fix: "remove its escape")
    }
    add(YAMLNode(.scalar(text, style: style), at: range))
  }

  private mutating func open(_ event: ParserEvent, isMapping: Bool) {
    let range = range(event)
    if skipped == 0, frames.count >= YAMLLimits.depth {
      report("nested deeper than \(YAMLLimits.depth) levels", at: range)
    }
    guard skipped == 0, frames.count < YAMLLimits.depth else { return skipped += 1 }
    checkProperties(event, range)
    frames.append(Frame(isMapping: isMapping, range: range))
  }

  private mutating func close(_ event: ParserEvent) {
    if skipped > 0 {
      skipped -= 1
      if skipped == 0 { add(YAMLNode(.scalar("", style: .plain), at: range(event)), isChecked: true) }
      return
    }
    guard let frame = frames.popLast() else { return }
    add(frame.node(endingAt: event.start == event.end ? nil : range(event).end))
  }

  private mutating func add(_ node: YAMLNode, isChecked: Bool = false) {
    guard let last = frames.indices.last else { return root = node }
    guard frames[last].isMapping else { return frames[last].elements.append(node) }
    guard let key = frames[last].key.take() else {
      if !isChecked { checkKey(node, last) }
      return frames[last].key = node
    }
    frames[last].members.append(YAMLMember(key: key, value: node))
  }

  private mutating func checkKey(_ key: YAMLNode, _ frame: Int) {
    guard case .scalar(let name, let style) = key.content else {
      let isPlaceholder = source.slice(max(0, key.range.start.offset - 1)..<key.range.start.offset + 1) == "{{"
      return report(
        "a key must be a text, not \(key.kindName)", at: key.range,
        fix: isPlaceholder ? "put a text that begins with {{ in quotes" : "write a text before ':'")
    }
    if name.isEmpty, style == .plain { return report("a key is missing before ':'", at: key.range) }
    if name == "<<", style == .plain {
      report("the merge key '<<' isn't taken", at: key.range, fix: "write the keys out here")
    }
    guard let first = frames[frame].places.updateValue(key.range, forKey: name) else { return }
    frames[frame].places[name] = first
    report(
      "the key '\(shown(name))' stands twice in one mapping, first at line \(first.start.line), column "
        + "\(first.start.column)", at: key.range, fix: "keep one of the two")
  }

  private mutating func checkProperties(_ event: ParserEvent, _ range: SourceRange) {
    if let anchor = event.anchor {
      report(
        "the anchor '&\(shown(anchor))' isn't taken", at: place(of: "&\(anchor)", in: range),
        fix: "remove it; a text that begins with & needs quotes")
    }
    let bare = source.slice(range.start.offset..<range.start.offset + 1) == "!"
    guard event.tag != nil || bare else { return }
    report(
      "a tag isn't taken", at: place(of: "!", in: range),
      fix: "remove it: quotes make a text, the key says the type; a text that begins with ! needs quotes")
  }

  /// Where `mark` stands in front of a node, up to the next blank.
  private func place(of mark: String, in range: SourceRange) -> SourceRange {
    let text = source.slice(range.start.offset..<range.start.offset + 1024)
    guard let found = text.firstRange(of: mark) else { return range }
    let start = range.start.offset + text.utf8.distance(from: text.startIndex, to: found.lowerBound)
    return source.range(offsets: start..<start + text[found.lowerBound...].prefix { !$0.isWhitespace }.utf8.count)
  }

  private func range(_ event: ParserEvent) -> SourceRange {
    let base = source.hasByteOrderMark ? 1 : 0
    return source.range(scalars: event.start + base, event.end + base)
  }

  private mutating func report(_ message: String, at range: SourceRange, fix: String? = nil) {
    findings.append(source.diagnostic(message, at: range, fix: fix))
  }
}
