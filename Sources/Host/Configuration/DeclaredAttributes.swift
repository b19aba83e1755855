import Diagnostics
import Directory
import Mapping
import YAML

/// The attributes of type IDP that the providers declare, side by side.
struct DeclaredAttributes {
  /// One declaration.
  struct Declaration {
    let provider: ProviderName
    let rule: Rule
  }

  private let providers: [ProviderConfiguration]

  init(_ providers: [ProviderConfiguration]) { self.providers = providers }

  /// The declarations of one kind of entry, by the names' lower case.
  func byName(_ kind: EntryKind) -> [String: [Declaration]] {
    let all = providers.flatMap { provider in
      provider.mapping.rules.filter { $0.isCustom && $0.kind == kind }
        .map { Declaration(provider: provider.name, rule: $0) }
    }
    return Dictionary(grouping: all) { $0.rule.attribute.lowercased() }
  }

  /// One name means one thing in the directory: the same spelling and the same type whoever declares it.
  func reportConflicts(_ findings: Findings) {
    for kind in EntryKind.allCases {
      for (_, declarations) in byName(kind).sorted(by: { $0.key < $1.key }) { compare(declarations, findings) }
    }
  }

  private func compare(_ declarations: [Declaration], _ findings: Findings) {
    guard let first = declarations.first else { return }
    let typed = declarations.first { $0.rule.customType != nil }
    for other in declarations where other.rule.range != first.rule.range {
      let rule = other.rule
      if rule.attribute != first.rule.attribute {
        findings.report(
          rule.diagnostic(
            "'\(rule.attribute)' is spelled '\(first.rule.attribute)' by the provider \(first.provider)",
            fix: "spell it the same, or choose another name"))
      } else if let typed, let type = rule.customType, let known = typed.rule.customType, type != known {
        findings.report(
          rule.diagnostic(
            "'\(rule.attribute)' is a \(type.rawValue) here and a \(known.rawValue) in \(place(typed))",
            fix: "say the same type: in both, or choose another name"))
      }
    }
  }

  private func place(_ declaration: Declaration) -> String {
    declaration.rule.range.map { "\($0.file):\($0.start.line)" } ?? "the provider \(declaration.provider)"
  }
}
