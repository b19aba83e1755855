internal import AdapterKit
internal import SCIM

extension EndpointConfiguration {
  /// What `/ServiceProviderConfig` advertises: what is on, and nothing else.
  var features: Features {
    Features(
      bulk: BulkLimits(maxOperations: limits.bulkOperations, maxPayloadSize: limits.bulkBody),
      maxResults: limits.pageMaximum,
      authenticationSchemes: dialect.answers.authScheme == .basic ? [.basic, .bearerToken] : [.bearerToken])
  }

  /// What `/Schemas` shows: a user name that can't be changed is immutable there too.
  var schemaView: SCIM.SchemaView {
    var view: SCIM.SchemaView = dialect.answers.schemaView == .entraSafe ? .reduced : .full
    if userNameChange == .refuse { view.immutable.append("userName") }
    return view
  }
}
