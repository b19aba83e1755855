import Diagnostics
public import YAML

/// The kinds of a provider's audit entries, in order; entries of its tokens don't belong to a conversation.
///
/// Membership entries that stand side by side may come in any order, since one request makes them all. Refusals are
/// written apart and repeats of one are counted in one entry, so of them it only counts whether there are any.
public struct ExpectedAudit: Sendable {
  /// The kinds, in order.
  public var kinds: [Located<String>]
  /// Where the list is written.
  public var place: YAMLNode

  /// The one difference between these kinds and those of the entries, if there is any.
  public func mismatches(with entries: [String], from source: YAMLSource) -> [Mismatch] {
    let entries = entries.filter { !$0.hasPrefix("token.") }
    let (expected, got) = (arranged(kinds.map(\.value)), arranged(entries))
    let refusals = (kinds.contains { $0.value == refused }, entries.contains(refused))
    guard expected != got || refusals.0 != refusals.1 else { return [] }
    return [
      Mismatch(
        "the audit says something else", at: place.range, of: source,
        expected: kinds.map(\.value).joined(separator: "\n"), got: entries.joined(separator: "\n"))
    ]
  }
}

private let refused = "request.refused"

/// Without refusals, and with neighbouring membership entries sorted.
private func arranged(_ kinds: [String]) -> [String] {
  var (arranged, run) = ([String](), [String]())
  for kind in kinds where kind != refused {
    if kind.hasPrefix("member.") {
      run.append(kind)
    } else {
      arranged += run.sorted() + [kind]
      run = []
    }
  }
  return arranged + run.sorted()
}

extension ExchangeReader {
  /// The value of `audit:`.
  func audit(_ fields: Fields) -> ExpectedAudit? {
    guard let place = fields.requiredNode("audit") else { return nil }
    let kinds = fields.texts("audit", of: .repeatable(.text))
    for kind in kinds where !isKind(kind.value) {
      report("'\(kind.value)' is not the kind of an audit entry", at: kind.range, fix: "write it like user.created")
    }
    return ExpectedAudit(kinds: kinds, place: place)
  }

  private func isKind(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isLowercase } }
  }
}
