extension Schema {
  /// The core schema of groups (RFC 7643 §4.2, §8.7.1).
  public static let group = Schema(
    id: SCIMURN.group, name: "Group", description: "Group",
    attributes: [
      SchemaAttribute("displayName", required: true, "The name of the group, suitable for display."),
      SchemaAttribute(
        "members", kind: .complex, multiValued: true,
        subAttributes: [
          SchemaAttribute("value", mutability: .immutable, "The identifier of the member."),
          SchemaAttribute(
            "$ref", kind: .reference, mutability: .immutable, referenceTypes: ["User", "Group"],
            "The URI of the member."),
          SchemaAttribute(
            "type", mutability: .immutable, canonicalValues: ["User", "Group"], "The resource type of the member."),
          SchemaAttribute("display", mutability: .immutable, "The name of the member."),
        ], "The members of the group."),
    ])
}
