internal import AdapterKit
internal import Diagnostics
internal import Directory
internal import Provisioning
internal import Store

/// Makes endpoints of a checked configuration: opens each provider's adapter, and says which couldn't be.
struct EndpointAssembly {
  private let configuration: HostConfiguration
  private let door: AdapterDoor

  init(_ configuration: HostConfiguration, door: AdapterDoor? = nil) {
    self.configuration = configuration
    self.door = door ?? AdapterDoor(limits: IsolationLimits(configuration.limits))
  }

  /// Every provider's endpoint, in service or not.
  func endpoints(
    publicURL: String, store: Store, report: @escaping RequestReporting
  ) -> Endpoints {
    let searches = SearchPool()
    var endpoints = Endpoints()
    for provider in configuration.providers {
      switch admission(provider) {
      case .ready(let dialect):
        let endpoint = ProvisioningEndpoint(
          endpoint(provider, dialect, publicURL: publicURL), store: store, searches: searches, report: report)
        endpoints.states[provider.name] = .serving(endpoint)
      case .outOfService(let fault):
        endpoints.states[provider.name] = .outOfService(provider.identity, reason: fault.message)
        endpoints.faults.append(fault)
      }
    }
    return endpoints
  }

  /// What the door says of a provider's adapter.
  func admission(_ provider: ProviderConfiguration) -> AdapterAdmission {
    door.open(provider, schemas: provider.schemas)
  }

  /// What judges a provider's source records: its endpoint without the adapter's library, which only messages need.
  func judging(_ provider: ProviderConfiguration) throws -> EndpointConfiguration {
    var dialect = try Dialect(strict: provider.adapter.strict, knobs: provider.knobs, library: nil)
    dialect.types = provider.types
    return endpoint(provider, dialect, publicURL: configuration.publicURL)
  }

  /// A provider's endpoint as a value.
  func endpoint(_ provider: ProviderConfiguration, _ dialect: Dialect, publicURL: String) -> EndpointConfiguration {
    let limits = configuration.limits
    return EndpointConfiguration(
      identity: provider.identity, baseURL: "\(publicURL)/scim/v2/\(provider.name)", dialect: dialect,
      mapping: provider.mapping, mappingVersion: provider.mappingVersion,
      adapterVersion: "\(provider.adapter.name) \(provider.adapter.version)",
      userNameChange: UserNameChange(rawValue: provider.settings.userNameOnChange.rawValue) ?? .keep,
      managedAppleID: provider.settings.managedAppleID.rule,
      invitesAfter: provider.settings.autoInvite?.after,
      limits: EndpointLimits(
        userBody: limits.userBodyBytes, groupBody: limits.groupBodyBytes, bulkBody: limits.bulkBodyBytes,
        bulkOperations: limits.bulkOperations, pageDefault: limits.defaultPageSize, pageMaximum: limits.pageSize,
        cursorSeconds: Int(limits.cursorTime.components.seconds),
        requestsPerSecond: provider.settings.requestsPerSecond ?? limits.requestsPerSecond,
        burst: provider.settings.requestBurst ?? limits.requestBurst,
        searchSeconds: Int(limits.handlerTime.components.seconds)), records: provider.settings.record)
  }
}
