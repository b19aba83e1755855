public import Directory
public import JSON
public import Mapping
public import SCIM

/// One provider as its file configures it, checked.
public struct ProviderConfiguration: Sendable {
  /// The name in the endpoint's URL and in every audit entry.
  public var name: ProviderName
  /// The name with the IdP's.
  public var identity: ProviderIdentity
  /// The adapter that speaks the IdP's dialect.
  public var adapter: AdapterManifest
  /// The adapter's options: what the file says, over the defaults.
  public var options: [String: JSON]
  /// Its users and groups, with the extensions that the file declares.
  public var types: ResourceTypes
  /// Where the adapter's library runs.
  public var isolation: AdapterIsolation
  /// The attribute mapping, its bases included.
  public var mapping: AttributeMapping
  /// The first 12 hex digits of the SHA-256 of the compiled mapping and of the schemas that are declared.
  public var mappingVersion: String
  /// Policy.
  public var settings: ProviderSettings
  /// The file, as it is shown to people.
  public var file: String
  /// Where the file names the adapter and its options.
  public var place: ProviderPlace

  /// The knobs of the dialect: the adapter's, and over them those that the options set.
  public var knobs: [String: String] { adapter.knobs(with: options) }
}
