internal import AdapterKit
internal import Mapping
internal import SCIM

extension EndpointConfiguration {
  /// What `/ServiceProviderConfig` advertises: what is on, and nothing else.
  var features: Features {
    Features(
      bulk: BulkLimits(maxOperations: limits.bulkOperations, maxPayloadSize: limits.bulkBody),
      maxResults: limits.pageMaximum,
      pages: PageLimits(
        standard: limits.pageDefault, most: limits.pageMaximum, cursorSeconds: limits.cursorSeconds),
      authenticationSchemes: dialect.answers.authScheme == .basic ? [.basic, .bearerToken] : [.bearerToken])
  }

  /// What `/Schemas` shows: a user name that can't be changed is immutable there too, and what a user is refused for
  /// lacking is required.
  var schemaView: SCIM.SchemaView {
    var view: SCIM.SchemaView = dialect.answers.schemaView == .entraSafe ? .reduced : .full
    if userNameChange == .refuse { view.immutable.append("userName") }
    view.required += mapping.userDemands.map(\.description)
    return view
  }
}
