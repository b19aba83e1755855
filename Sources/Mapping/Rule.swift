public import Directory
import Diagnostics
import JSON
import SCIM
import YAML

/// One line of an attribute mapping: how one attribute of a directory entry is made.
public struct Rule: Sendable {
  /// Of users or of groups.
  public let kind: EntryKind
  /// The attribute that is made, as the directory spells it.
  public let attribute: String
  /// Whether it is an attribute of type IDP.
  public let isCustom: Bool
  /// The expression as it was written, or the constant as JSON.
  public let expression: String
  /// Always, or only when the entry is made.
  public let apply: ApplyWhen
  /// What happens when nothing comes out.
  public let onEmpty: WhenEmpty
  /// What an entry of this provider is named by in a reference; nil for attributes that are none.
  public let reference: ReferenceKey?

  /// What an attribute of type IDP holds: what its rule says, or what its expression gives; nil when that isn't known.
  public internal(set) var customType: CustomType?
  /// Whether the rule says so, so that what comes out is made to fit.
  var isTypeDeclared = false

  let maker: Maker
  let fallback: JSON?
  let condition: Condition?
  let target: Target
  /// The directory attributes that the expression reads.
  let reads: [Read]
  /// Nil for the rules that are built in.
  let place: Place?
  /// For `onEmpty: skip`: the rule that this one replaced, if there is one.
  var next: [Rule] = []

  /// How a value is made.
  enum Maker: Sendable {
    case expression(Expression)
    case constant(JSON)
  }

  /// `when`: a filter that the source record must match.
  struct Condition: Sendable {
    let text: String
    let filter: Filter
  }

  /// A directory attribute that is read, and where it says so.
  struct Read: Sendable {
    let name: String
    let range: SourceRange
  }

  /// Where a rule is written.
  struct Place: Sendable {
    let source: YAMLSource
    let range: SourceRange
  }

  /// What it reads, the rules that it may go on with included.
  var allReads: [Read] { reads + next.flatMap(\.allReads) }

  /// One line that changes exactly when what the rule does changes.
  var canonicalText: String {
    var parts = ["\(isCustom ? "custom." : "")\(attribute): \(makerText)", "apply \(apply.rawValue)"]
    parts.append("onEmpty \(onEmpty.rawValue)")
    if let fallback { parts.append("default \(fallback.canonical)") }
    if let condition { parts.append("when \(condition.filter)") }
    if isTypeDeclared, let customType { parts.append("type \(customType.rawValue)") }
    if let reference { parts.append("reference \(reference.rawValue)") }
    return parts.joined(separator: "; ") + next.map { "\n  else \($0.canonicalText)" }.joined()
  }

  private var makerText: String {
    switch maker {
    case .expression(let expression): expression.canonicalText
    case .constant(let value): "value \(value.canonical)"
    }
  }
}
