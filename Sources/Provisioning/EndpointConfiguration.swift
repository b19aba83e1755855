public import AdapterKit
public import Directory
public import Mapping
internal import SCIM

/// What one provider's endpoint is made of; a value, swapped whole when the configuration changes.
public struct EndpointConfiguration: Sendable {
  /// The provider and its IdP, as audit entries name them.
  public var identity: ProviderIdentity
  /// `<publicURL>/scim/v2/<provider>`, without a slash at the end: the base of every `Location` and `$ref`.
  public var baseURL: String
  /// How this IdP departs from the RFC.
  public var dialect: Dialect
  /// From source records to directory entries.
  public var mapping: AttributeMapping
  /// What audit entries and provenance call the mapping.
  public var mappingVersion: String
  /// What audit entries call the adapter: name and version.
  public var adapterVersion: String
  /// What happens when the IdP changes a user name that was provisioned.
  public var userNameChange: UserNameChange
  /// How Managed Apple IDs are made; nil when they aren't.
  public var managedAppleID: ManagedAppleIDRule?
  /// How long after somebody's creation the invitation goes out; nil when nobody is invited.
  public var invitesAfter: Duration?
  /// Sizes and rates.
  public var limits: EndpointLimits
  /// Whether all traffic is recorded, and not only what is refused.
  public var records: Bool

  /// Makes a configuration of its parts.
  public init(
    identity: ProviderIdentity, baseURL: String, dialect: Dialect, mapping: AttributeMapping, mappingVersion: String,
    adapterVersion: String, userNameChange: UserNameChange, managedAppleID: ManagedAppleIDRule? = nil,
    invitesAfter: Duration? = nil, limits: EndpointLimits, records: Bool = false
  ) {
    self.identity = identity
    self.baseURL = baseURL
    self.dialect = dialect
    self.mapping = mapping
    self.mappingVersion = mappingVersion
    self.adapterVersion = adapterVersion
    self.userNameChange = userNameChange
    self.managedAppleID = managedAppleID
    self.invitesAfter = invitesAfter
    self.limits = limits
    self.records = records
  }
}

extension EndpointConfiguration {
  /// Its users and groups, with the extensions that the provider declares.
  var types: ResourceTypes { dialect.types }
}

/// What a changed user name means once it was provisioned (`settings: userName: onChange:`).
public enum UserNameChange: String, Sendable, CaseIterable {
  /// The directory keeps its name; audit and *attention* say what was not applied.
  case keep
  /// 400 `mutability`.
  case refuse
  /// The entry is renamed if the name is free.
  case follow
}

/// What one provider may ask of the host.
public struct EndpointLimits: Sendable, Hashable {
  /// Bytes of a body sent to `/Users` and to searches.
  public var userBody: Int
  /// Bytes of a body sent to `/Groups`.
  public var groupBody: Int
  /// Bytes of a body sent to `/Bulk`.
  public var bulkBody: Int
  /// Operations in one bulk.
  public var bulkOperations: Int
  /// Resources to a page when the IdP names no `count`.
  public var pageDefault: Int
  /// Resources to a page at most.
  public var pageMaximum: Int
  /// Seconds for which a cursor is good.
  public var cursorSeconds: Int
  /// Requests a second in the long run.
  public var requestsPerSecond: Int
  /// Requests at once after a pause.
  public var burst: Int
  /// Seconds after which a search is given up.
  public var searchSeconds: Int

  /// Limits of the administrator's choice; the defaults are those that the manual publishes.
  public init(
    userBody: Int = 1 << 20, groupBody: Int = 8 << 20, bulkBody: Int = 8 << 20, bulkOperations: Int = 1000,
    pageDefault: Int = 100, pageMaximum: Int = 1000, cursorSeconds: Int = 3600,
    requestsPerSecond: Int = 100, burst: Int = 300, searchSeconds: Int = 25
  ) {
    self.userBody = userBody
    self.groupBody = groupBody
    self.bulkBody = bulkBody
    self.bulkOperations = bulkOperations
    self.pageDefault = pageDefault
    self.pageMaximum = pageMaximum
    self.cursorSeconds = cursorSeconds
    self.requestsPerSecond = requestsPerSecond
    self.burst = burst
    self.searchSeconds = searchSeconds
  }
}
