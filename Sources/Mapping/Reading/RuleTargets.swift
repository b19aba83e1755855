import Diagnostics
import Directory
import YAML

extension RuleReader {
  /// The attribute that the member's key names; a finding and nil when no rule can make it.
  func target() -> Target? { isCustom ? customTarget() : directoryTarget() }

  private func directoryTarget() -> Target? {
    guard let attribute = DirectorySchema.attribute(member.name, of: kind) else {
      report(
        "the directory has no attribute '\(member.name)' of a \(kind.rawValue)", at: member.key.range, fix: near(),
        see: Manual.mappings)
      return nil
    }
    guard attribute.mappable else {
      report(
        "\(attribute.name) can't be made by a rule: \(attribute.notes)", at: member.key.range,
        fix: attribute.name == "managedAppleID"
          ? "settings: { managedAppleID: { enabled: true, from: email } }"
          : attribute.name == "custom" ? "write custom: beside attributes:" : "remove the line")
      return nil
    }
    return .attribute(attribute)
  }

  private func near() -> String {
    let known = DirectorySchema.attributes(of: kind).filter(\.mappable).map(\.name)
    let last = member.name.split(whereSeparator: { ".:".contains($0) }).last.map(String.init) ?? member.name
    guard let near = suggestion(for: last, among: known) else {
      return "write it under custom: if it is an attribute of your own"
    }
    return "did you mean '\(near)'?"
  }

  private func customTarget() -> Target? {
    let name = member.name
    guard let first = name.utf8.first, Tokenizer.startsWord(first), name.utf8.count <= 64,
      name.utf8.allSatisfy({ Tokenizer.startsWord($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") })
    else {
      report(
        "'\(name)' can't name a custom attribute", at: member.key.range,
        fix: "begin with a letter, go on with at most 63 letters, digits, - and _")
      return nil
    }
    guard DirectorySchema.attribute(name, of: kind) == nil else {
      report(
        "'\(name)' is an attribute of the directory already", at: member.key.range,
        fix: "write the rule under attributes:, or choose another name")
      return nil
    }
    return .custom(names.first { $0.lowercased() == name.lowercased() } ?? name)
  }
}
