import Diagnostics
import Mapping
import YAML

/// Reads a provider's `settings:`.
struct ProviderSettingsReader {
  let file: ConfigurationFile
  /// The attributes of type IDP that this provider declares.
  let custom: [String]
  /// The names that texts may use, those that any provider declares; nil when they aren't known.
  let names: TextNames?

  func read(_ fields: Fields) -> ProviderSettings {
    var settings = ProviderSettings()
    if let userName = fields.fields("userName", what: "'userName'") {
      settings.userNameOnChange = userName.choice("onChange", ProviderSettings.UserNameChange.self)?.value ?? .keep
      userName.finish()
    }
    settings.record = fields.flag("record")?.value ?? false
    settings.provision = fields.choice("provision", ProviderSettings.Provision.self)?.value ?? .all
    settings.autoInvite = InvitationReader(file: file, names: names).read(in: fields)
    if let managed = fields.fields("managedAppleID", what: "'managedAppleID'") {
      settings.managedAppleID = managedAppleID(managed)
    }
    settings.requestsPerSecond = fields.integer("requestsPerSecond", in: 1...1_000_000)?.value
    settings.requestBurst = fields.integer("requestBurst", in: 1...1_000_000)?.value
    fields.finish()
    return settings
  }

  private func managedAppleID(_ fields: Fields) -> ProviderSettings.ManagedAppleID {
    var managed = ProviderSettings.ManagedAppleID()
    managed.enabled = fields.flag("enabled")?.value ?? false
    managed.from = fields.node("from").flatMap {
      UserExpression.read($0, of: file.source, custom: custom, findings: file.findings)
    }
    managed.includeAppleIDSubdomain = fields.flag("includeAppleIDSubdomain")?.value ?? true
    fields.finish()
    return managed
  }
}
