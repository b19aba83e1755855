extension Schema {
  /// The enterprise extension of users (RFC 7643 §4.3, §8.7.1).
  public static let enterpriseUser = Schema(
    id: SCIMURN.enterpriseUser, name: "EnterpriseUser", description: "Enterprise User",
    attributes: [
      SchemaAttribute("employeeNumber", "The number that the organization gave to the person."),
      SchemaAttribute("costCenter", "The name of a cost center."),
      SchemaAttribute("organization", "The name of an organization."),
      SchemaAttribute("division", "The name of a division."),
      SchemaAttribute("department", "The name of a department."),
      SchemaAttribute(
        "manager", kind: .complex,
        subAttributes: [
          SchemaAttribute("value", "The identifier of the manager's resource."),
          SchemaAttribute("$ref", kind: .reference, referenceTypes: ["User"], "The URI of the manager's resource."),
          SchemaAttribute("displayName", mutability: .readOnly, "The name of the manager."),
        ], "The user's manager."),
    ])
}
