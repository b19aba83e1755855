import Diagnostics
import Directory

/// The names that a text may use as `${…}`: the directory's attributes of a user, those of type IDP, `groups`.
public struct TextNames: Sendable {
  /// How far up a text may go: `${manager.manager.manager.displayName}`.
  static let managerLimit = 3

  /// The attributes of type IDP.
  public let custom: [String]

  /// Names with these attributes of type IDP.
  public init(custom: [String]) { self.custom = custom }

  /// Names with what several mappings declare for users, each once.
  public init(_ mappings: [AttributeMapping]) {
    var seen = Set<String>()
    custom = mappings.flatMap(\.userCustomNames).filter { seen.insert($0.lowercased()).inserted }
  }

  /// What a name stands for, in any case.
  func attribute(_ name: String, at range: Range<Int>) throws(ExpressionProblem) -> TextAttribute {
    var rest = Substring(name)
    var managers = 0
    while rest.lowercased().hasPrefix("manager.") {
      managers += 1
      rest = rest.dropFirst("manager.".count)
    }
    guard managers <= Self.managerLimit else {
      throw ExpressionProblem("a text goes up \(Self.managerLimit) managers at most", at: range, see: Manual.texts)
    }
    guard let source = source(String(rest)) else { throw unknown(String(rest), managers, range) }
    return TextAttribute(managers: managers, source: source)
  }

  private func source(_ name: String) -> TextAttribute.Source? {
    let lower = name.lowercased()
    if let own = custom.first(where: { $0.lowercased() == lower }) { return .custom(own) }
    if lower == "groups" { return .groups }
    return DirectorySchema.user(name).flatMap { $0.isText ? .directory($0) : nil }
  }

  private func unknown(_ name: String, _ managers: Int, _ range: Range<Int>) -> ExpressionProblem {
    if name.lowercased() == "manager" {
      return ExpressionProblem(
        "manager is a user, not a text", at: range, fix: "name one of the manager's attributes: ${manager.displayName}",
        see: Manual.texts)
    }
    if name.lowercased().hasPrefix("custom.") {
      return ExpressionProblem(
        "attributes of type IDP are named without 'custom.'", at: range,
        fix: "${\(name.dropFirst("custom.".count))}", see: Manual.texts)
    }
    let near = suggestion(for: name, among: all).map { String(repeating: "manager.", count: managers) + $0 }
    return ExpressionProblem(
      "there is no attribute '\(name)' of a user", at: range,
      fix: near.map { "did you mean ${\($0)}?" } ?? "declare it under custom:, or name one of the directory's",
      see: Manual.texts)
  }

  private var all: [String] { custom + DirectorySchema.user.filter(\.isText).map(\.name) + ["groups"] }
}

extension DirectoryAttribute {
  /// Whether its value can stand in a text.
  fileprivate var isText: Bool {
    switch type {
    case .text, .bool, .number, .instant: true
    case .complexList: name != "links"
    case .reference, .map: false
    }
  }
}
