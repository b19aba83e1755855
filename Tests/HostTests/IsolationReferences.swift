import JSON

/// The places where a request may name a resource, for each path of the route table and each verb with a body.
///
/// `REF` is what may be another provider's, `OWN` a resource of the one who asks, `NAME` a name that nobody has.
enum IsolationReferences {
  static let bodies: [String: [String: [String]]] = [
    "/Users": ["POST": users], "/Groups": ["POST": groups],
    "/Users/.search": ["POST": searches(userFilters)], "/Groups/.search": ["POST": searches(groupFilters)],
    "/.search": ["POST": searches(bothFilters)],
    "/Users/{id}": ["PUT": users, "PATCH": userOperations.map(patch)],
    "/Groups/{id}": ["PUT": groups, "PATCH": groupOperations.map(patch)],
    "/ServiceProviderConfig": [:], "/ResourceTypes": [:], "/ResourceTypes/{id}": [:], "/Schemas": [:],
    "/Schemas/{id}": [:],
    "/Bulk": ["POST": [bulk]], "/Me/…": [:],
  ]

  /// Filters for a path that is read as a list.
  static func filters(_ path: String) -> [String] {
    switch path {
    case "/Users": userFilters
    case "/Groups": groupFilters
    default: bothFilters
    }
  }

  private static let users = [
    #"{"userName":"REF"}"#, #"{"id":"REF","userName":"NAME"}"#, #"{"userName":"NAME","externalId":"REF"}"#,
    #"{"userName":"NAME","\#(enterpriseURN)":{"manager":{"value":"REF"}}}"#,
    #"{"userName":"NAME","\#(enterpriseURN)":{"manager":{"$ref":"../Users/REF"}}}"#,
    #"{"userName":"NAME","groups":[{"value":"REF","$ref":"../Groups/REF"}]}"#,
    #"{"userName":"NAME","meta":{"location":"/scim/v2/owner/Users/REF","version":"W/\"1\""}}"#,
    #"{"userName":"NAME","emails":[{"value":"REF","type":"work"}]}"#,
  ]

  private static let groups = [
    #"{"displayName":"REF"}"#, #"{"id":"REF","displayName":"NAME"}"#, #"{"displayName":"NAME","externalId":"REF"}"#,
    #"{"displayName":"NAME","members":[{"value":"REF"}]}"#,
    #"{"displayName":"NAME","members":[{"value":"REF","type":"User","$ref":"../Users/REF"}]}"#,
    #"{"displayName":"NAME","members":[{"value":"REF","type":"Group"}]}"#,
    #"{"displayName":"NAME","members":[{"$ref":"/scim/v2/owner/Users/REF"}]}"#,
  ]

  private static let userFilters = [
    #"id eq "REF""#, #"externalId eq "REF""#, #"userName eq "REF""#, #"groups.value eq "REF""#,
    #"meta.location co "REF""#, #"emails[value eq "REF"]"#, #"not (id eq "REF")"#,
    #"\#(enterpriseURN):manager.value eq "REF""#,
  ]

  private static let groupFilters = [
    #"id eq "REF""#, #"externalId eq "REF""#, #"displayName eq "REF""#, #"members eq "REF""#,
    #"members.value sw "REF""#, #"members[value eq "REF"]"#, #"members.$ref co "REF""#,
  ]

  private static let bothFilters = [#"id eq "REF" or meta.location co "REF""#, #"externalId eq "REF""#]

  private static let userOperations = [
    #"{"op":"replace","path":"userName","value":"REF"}"#, #"{"op":"replace","path":"externalId","value":"REF"}"#,
    #"{"op":"replace","path":"id","value":"REF"}"#, #"{"op":"add","value":{"id":"REF","title":"NAME"}}"#,
    #"{"op":"add","path":"\#(enterpriseURN):manager","value":{"value":"REF"}}"#,
    #"{"op":"add","path":"\#(enterpriseURN):manager","value":"REF"}"#,
    #"{"op":"replace","path":"groups","value":[{"value":"REF"}]}"#,
    #"{"op":"remove","path":"groups[value eq \"REF\"]"}"#,
    #"{"op":"replace","path":"emails[value eq \"REF\"].type","value":"home"}"#,
  ]

  private static let groupOperations = [
    #"{"op":"add","path":"members","value":[{"value":"REF"}]}"#,
    #"{"op":"add","path":"members","value":[{"value":"REF","$ref":"../Users/REF","type":"User"}]}"#,
    #"{"op":"replace","path":"members","value":[{"value":"REF"}]}"#,
    #"{"op":"remove","path":"members","value":[{"value":"REF"}]}"#,
    #"{"op":"remove","path":"members[value eq \"REF\"]"}"#,
    #"{"op":"replace","path":"displayName","value":"REF"}"#, #"{"op":"replace","path":"externalId","value":"REF"}"#,
    #"{"op":"replace","value":{"id":"REF","members":[{"value":"REF"}]}}"#,
  ]

  private static let bulk = """
    {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
    {"method":"DELETE","path":"/Users/REF"},{"method":"PATCH","path":"/Groups/REF","data":{"Operations":[]}},
    {"method":"POST","path":"/Groups","bulkId":"REF","data":{"displayName":"NAME","members":[{"value":"bulkId:REF"}]}}]}
    """

  private static func searches(_ filters: [String]) -> [String] {
    filters.map { #"{"filter":\#(JSON.string($0))}"# }
  }

  private static func patch(_ operation: String) -> String { #"{"Operations":[\#(operation)]}"# }
}
