import Diagnostics
import JSON

extension Fields {
  /// A text.
  public func text(_ key: String) -> Located<String>? {
    node(key, .text).flatMap { text($0, "'\(key)'") }
  }

  /// A text that must be there and not be empty.
  public func requiredText(_ key: String) -> Located<String>? {
    guard let text = requiredNode(key, .text).flatMap({ text($0, "'\(key)'") }) else { return nil }
    guard !text.value.isEmpty else {
      report("'\(key)' in \(what) is empty", at: text.range)
      return nil
    }
    return text
  }

  /// `true` or `false`.
  public func flag(_ key: String) -> Located<Bool>? {
    guard let node = node(key, .flag) else { return nil }
    guard let flag = node.json().bool else {
      mismatch(node, "'\(key)'", wanted: "a flag", fix: flagFix(node))
      return nil
    }
    return Located(flag, at: node.range)
  }

  /// A whole number within `range`.
  public func integer(_ key: String, in range: ClosedRange<Int>) -> Located<Int>? {
    guard let node = node(key, .integer(range)) else { return nil }
    let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let number = node.json().number else {
      mismatch(node, "'\(key)'", wanted: wanted, fix: plainNumber(node).map { "write \($0) without quotes" })
      return nil
    }
    guard let whole = number.integer.map({ Int($0) }), range.contains(whole) else {
      report("'\(key)' in \(what) must be \(wanted)", at: node.range)
      return nil
    }
    return Located(whole, at: node.range)
  }

  /// One of the words of `T`.
  public func choice<T: RawRepresentable & CaseIterable & Sendable>(_ key: String, _ type: T.Type) -> Located<T>?
  where T.RawValue == String {
    let words = T.allCases.map(\.rawValue)
    guard let node = node(key, .words(words)) else { return nil }
    guard let text = node.scalar else {
      mismatch(node, "'\(key)'", wanted: "one of \(words.joined(separator: ", "))", fix: nil)
      return nil
    }
    guard let value = T(rawValue: text) else {
      let near = suggestion(for: text, among: words).map { "did you mean '\($0)'?" }
      report(
        "'\(shown(text))' is not a value of '\(key)' in \(what)", at: node.range,
        fix: near ?? "write one of \(words.joined(separator: ", "))")
      return nil
    }
    return Located(value, at: node.range)
  }

  /// The elements of a list; none when the key is absent.
  public func list(_ key: String, of element: @autoclosure () -> Shape = .any) -> [YAMLNode] {
    guard let node = node(key, .list(element())) else { return [] }
    guard let elements = node.elements else {
      mismatch(node, "'\(key)'", wanted: "a list", fix: node.scalar.map { "write it as a list: [\(shown($0))]" })
      return []
    }
    return elements
  }

  /// The elements of a list of texts.
  public func texts(_ key: String, of element: @autoclosure () -> Shape = .text) -> [Located<String>] {
    list(key, of: element()).compactMap { text($0, "an element of '\(key)'") }
  }

  /// The elements of a list of mappings, each called by its number from 1.
  public func elements(_ key: String, what: (Int) -> String) -> [Fields] {
    guard let sketch else {
      return list(key).enumerated().compactMap { index, node in
        Fields(node, of: source, what: what(index + 1), findings: findings)
      }
    }
    let child = Fields(describing: what(1))
    if let inner = child.sketch { sketch.note(key, .list(.mapping(inner))) }
    return [child]
  }

  /// Says what stands under keys that the file names itself.
  public func describeOthers(_ shape: @autoclosure () -> Shape) {
    if sketch != nil { sketch?.others = shape() }
  }

  /// The text of a node that is called `name` in messages.
  private func text(_ node: YAMLNode, _ name: String) -> Located<String>? {
    guard case .string(let text) = node.json() else {
      mismatch(node, name, wanted: "a text", fix: node.scalar.map { "write it in quotes: \"\(shown($0))\"" })
      return nil
    }
    return Located(text, at: node.range)
  }

  private func mismatch(_ node: YAMLNode, _ name: String, wanted: String, fix: String?) {
    report("\(name) in \(what) must be \(wanted), but it is \(node.kindName)", at: node.range, fix: fix)
  }

  private func flagFix(_ node: YAMLNode) -> String? {
    guard case .scalar(let text, let style) = node.content else { return nil }
    if style != .plain, CoreSchema.value(of: text).bool != nil { return "write \(text) without quotes" }
    switch text.lowercased() {
    case "yes", "on", "y", "1": return "write true"
    case "no", "off", "n", "0": return "write false"
    default: return "write true or false"
    }
  }

  private func plainNumber(_ node: YAMLNode) -> String? {
    node.scalar.flatMap { CoreSchema.value(of: $0).number == nil ? nil : $0 }
  }
}
