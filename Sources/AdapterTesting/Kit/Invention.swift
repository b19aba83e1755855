import AdapterKit
import Diagnostics
import JSON

/// No invention: a value in a normalised request was sent, and a value in an answer was sent or is the service's own.
enum Invention {
  /// The values that come from nowhere, the first of each message.
  static func faults(_ played: PlayedFile) throws -> [Mismatch] {
    let dialect = try played.dialect()
    var said = Said()
    let samples = Set(played.samples.map(\.index))
    return try played.messages.enumerated().compactMap { index, message in
      said.add(message)
      guard samples.contains(index) else { return nil }
      if let fault = fault(try dialect.normalize(message.request), message.text) {
        return played.fault("\(fault) in the normalised form of \(message.title) was never sent", at: index)
      }
      guard let shown = message.stored, let stray = said.stray(in: shown, base: played.base) else { return nil }
      return played.fault(
        "\(stray) in the resource after \(message.title) was never sent", at: index, got: shown.pretty())
    }
  }

  private static func fault(_ normalized: AdapterRequest, _ sent: String) -> String? {
    for leaf in normalized.body?.leaves ?? [] where !isProtocol(leaf) {
      // A path is rewritten; what it compares with is not.
      let values = leaf.names.last == "path" ? leaf.text.quoted : [leaf.text]
      if let stray = values.first(where: { !sent.contains($0.lowercased()) }) { return "'\(stray.prefix(80))'" }
    }
    return nil
  }

  private static func isProtocol(_ leaf: JSONLeaf) -> Bool {
    leaf.names.first == "schemas" || (leaf.names.first == "Operations" && leaf.names.last == "op")
  }
}

/// All that a conversation said so far.
private struct Said {
  private var values: Set<String> = []
  private var texts: [String] = []

  mutating func add(_ message: PlayedMessage) {
    for leaf in message.json?.leaves ?? [] { values.insert(leaf.text.lowercased()) }
    texts.append(message.text)
  }

  /// A value of a resource that nobody sent, if there is one.
  func stray(in shown: JSON, base: String) -> String? {
    shown.leaves.first { leaf in
      !isOfTheService(leaf, base) && !values.contains(leaf.text.lowercased())
        && !texts.contains { $0.contains(leaf.text.lowercased()) }
    }.map { "\($0.names.joined(separator: ".")) '\($0.text.prefix(80))'" }
  }

  /// What the service adds to a resource by itself (RFC 7643 §3.1, §4.1.2, §4.2).
  private func isOfTheService(_ leaf: JSONLeaf, _ base: String) -> Bool {
    let own = ["id", "meta", "schemas", "groups"]
    if let first = leaf.names.first, own.contains(first) || leaf.value.bool != nil { return true }
    guard let last = leaf.names.last else { return true }
    let isReference = ["members", "manager"].contains { leaf.names.contains($0) }
    return leaf.text.hasPrefix(base) || isReference && ["$ref", "type", "display", "displayName"].contains(last)
  }
}

extension String {
  /// What stands in double quotes in it.
  fileprivate var quoted: [String] {
    let parts = split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
