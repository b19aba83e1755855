extension SchemaAttribute {
  /// What every resource has, whatever its schema (RFC 7643 §3, §3.1).
  static let common: [SchemaAttribute] = [
    SchemaAttribute(
      "schemas", kind: .reference, multiValued: true, required: true, caseExact: true, returned: .always,
      referenceTypes: ["uri"], "The URNs of the schemas that the resource uses."),
    SchemaAttribute(
      "id", caseExact: true, mutability: .readOnly, returned: .always, uniqueness: .server,
      "The service's identifier of the resource."),
    SchemaAttribute("externalId", caseExact: true, "The provisioning client's identifier of the resource."),
  ]

  /// The service's notes on a resource (RFC 7643 §3.1); written last.
  static let meta = SchemaAttribute(
    "meta", kind: .complex, mutability: .readOnly,
    subAttributes: [
      SchemaAttribute("resourceType", caseExact: true, mutability: .readOnly, "The name of the resource type."),
      SchemaAttribute("created", kind: .dateTime, mutability: .readOnly, "When the resource was added."),
      SchemaAttribute("lastModified", kind: .dateTime, mutability: .readOnly, "When the resource last changed."),
      SchemaAttribute(
        "location", kind: .reference, caseExact: true, mutability: .readOnly, referenceTypes: ["uri"],
        "The URI of the resource."),
      SchemaAttribute("version", caseExact: true, mutability: .readOnly, "The entity tag of the resource."),
    ], "The service's notes on the resource.")
}
