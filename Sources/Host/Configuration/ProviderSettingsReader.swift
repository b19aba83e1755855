import Diagnostics
import Directory
import YAML

/// Reads a provider's `settings:`.
struct ProviderSettingsReader {
  let file: ConfigurationFile

  func read(_ fields: Fields) -> ProviderSettings {
    var settings = ProviderSettings()
    if let userName = fields.fields("userName", what: "'userName'") {
      settings.userNameOnChange = userName.choice("onChange", ProviderSettings.UserNameChange.self)?.value ?? .keep
      userName.finish()
    }
    settings.provision = fields.choice("provision", ProviderSettings.Provision.self)?.value ?? .all
    settings.autoInvite = flagNotYetInForce("autoInvite", shown: "'autoInvite'", in: fields)
    if let managed = fields.fields("managedAppleID", what: "'managedAppleID'") {
      settings.managedAppleID = managedAppleID(managed)
    }
    fields.finish()
    return settings
  }

  private func managedAppleID(_ fields: Fields) -> ProviderSettings.ManagedAppleID {
    var managed = ProviderSettings.ManagedAppleID()
    managed.enabled = flagNotYetInForce("enabled", shown: "'managedAppleID'", in: fields)
    if let from = fields.text("from"), isSource(from) { managed.from = from.value }
    managed.includeAppleIDSubdomain = fields.flag("includeAppleIDSubdomain")?.value ?? true
    fields.finish()
    return managed
  }

  private func flagNotYetInForce(_ key: String, shown: String, in fields: Fields) -> Bool {
    guard let flag = fields.flag(key) else { return false }
    if flag.value {
      unavailable(shown, at: flag.range, in: file, fix: "write \(key): false, or leave it out")
    }
    return flag.value
  }

  private func isSource(_ name: Located<String>) -> Bool {
    let sources = DirectorySchema.user.filter { $0.type == .text && $0.mappable }.map(\.name)
    if sources.contains(name.value) { return true }
    let near = suggestion(for: name.value, among: sources)
    file.report(
      "'\(name.value)' is not a text attribute of a directory user", at: name.range,
      fix: near.map { "did you mean '\($0)'?" } ?? "write from: email")
    return false
  }
}
