internal import Diagnostics
internal import Directory
internal import Mapping

/// A place where an attribute is named as `${…}`.
struct AttributeUse {
  let provider: ProviderName
  /// What names it: `the rule of displayName`, `autoInvite: subject`.
  let what: String
  let range: SourceRange?
  /// Whether it stands in a text that is rendered for people, not in a rule.
  let isText: Bool
}

extension ProviderConfiguration {
  /// Every place where the provider's file, or what it extends, names an attribute, in any case.
  func uses(of name: String) -> [AttributeUse] {
    ruleUses(name) + settingUses(name)
      + textUses.filter { same($0.use.attribute.name, name) }.map { what, use in
        AttributeUse(provider: self.name, what: what, range: use.range, isText: true)
      }
  }

  /// The texts of the settings, with what they name.
  var textUses: [(what: String, use: TextTemplate.Use)] {
    guard let invitation = settings.autoInvite else { return [] }
    let texts = [("to", invitation.to), ("subject", invitation.subject), ("text", invitation.text)]
    return texts.flatMap { name, text in text.uses.map { ("autoInvite: \(name)", $0) } }
  }

  private func ruleUses(_ name: String) -> [AttributeUse] {
    mapping.rules.flatMap { rule in
      rule.directoryReads.filter { same($0.name, name) }.map { read in
        AttributeUse(provider: self.name, what: "the rule of \(rule.attribute)", range: read.range, isText: false)
      }
    }
  }

  private func settingUses(_ name: String) -> [AttributeUse] {
    guard settings.managedAppleID.enabled else { return [] }
    guard let from = settings.managedAppleID.from else {
      return same(name, "email")
        ? [AttributeUse(provider: self.name, what: "managedAppleID", range: nil, isText: false)] : []
    }
    return from.reads.contains { same($0, name) }
      ? [AttributeUse(provider: self.name, what: "managedAppleID: from", range: from.range, isText: false)] : []
  }

  private func same(_ a: String, _ b: String) -> Bool { a.lowercased() == b.lowercased() }
}
