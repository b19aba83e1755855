extension Schema {
  /// The core schema of users (RFC 7643 §4.1, §8.7.1).
  public static let user = Schema(
    id: SCIMURN.user, name: "User", description: "User Account", attributes: userSingle + userLists)

  private static let userSingle: [SchemaAttribute] = [
    SchemaAttribute(
      "userName", required: true, uniqueness: .server, "The name by which the user is known to the service."),
    SchemaAttribute("name", kind: .complex, subAttributes: nameParts, "The parts of the user's name."),
    SchemaAttribute("displayName", "The name of the user, suitable for display."),
    SchemaAttribute("nickName", "The casual way to address the user."),
    SchemaAttribute("profileUrl", kind: .reference, referenceTypes: ["external"], "A page about the user."),
    SchemaAttribute("title", "The user's title, such as \"Vice President\"."),
    SchemaAttribute("userType", "The user's relation to the organization, such as \"Employee\"."),
    SchemaAttribute("preferredLanguage", "The user's preferred languages, as Accept-Language writes them."),
    SchemaAttribute("locale", "The user's locale, for dates, numbers and currencies."),
    SchemaAttribute("timezone", "The user's time zone, by its IANA name."),
    SchemaAttribute("active", kind: .boolean, "Whether the user may use the service."),
    SchemaAttribute("password", mutability: .writeOnly, returned: .never, "A password in clear text; never stored."),
  ]

  private static let nameParts: [SchemaAttribute] = [
    SchemaAttribute("formatted", "The full name, formatted for display."),
    SchemaAttribute("familyName", "The family name, or last name."),
    SchemaAttribute("givenName", "The given name, or first name."),
    SchemaAttribute("middleName", "The middle names."),
    SchemaAttribute("honorificPrefix", "The honorific prefixes, such as \"Ms.\"."),
    SchemaAttribute("honorificSuffix", "The honorific suffixes, such as \"III\"."),
  ]

  private static let userLists: [SchemaAttribute] = [
    .list("emails", "The user's email addresses.", types: ["work", "home", "other"]),
    .list(
      "phoneNumbers", "The user's phone numbers.", types: ["work", "home", "mobile", "fax", "pager", "other"]),
    .list(
      "ims", "The user's instant messaging addresses.",
      types: ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"]),
    .list(
      "photos", "URLs of photos of the user.", types: ["photo", "thumbnail"], value: .reference,
      referenceTypes: ["external"]),
    SchemaAttribute(
      "addresses", kind: .complex, multiValued: true, subAttributes: addressParts, "The user's postal addresses."),
    SchemaAttribute(
      "groups", kind: .complex, multiValued: true, mutability: .readOnly, subAttributes: groupParts,
      "The groups to which the user belongs."),
    .list("entitlements", "What the user is entitled to."),
    .list("roles", "The user's roles."),
    .list("x509Certificates", "The user's X.509 certificates.", value: .binary, caseExact: true),
  ]

  private static let addressParts: [SchemaAttribute] = [
    SchemaAttribute("formatted", "The full mailing address, formatted for display."),
    SchemaAttribute("streetAddress", "Street, house number and the like."),
    SchemaAttribute("locality", "The city or locality."),
    SchemaAttribute("region", "The state or region."),
    SchemaAttribute("postalCode", "The postal code."),
    SchemaAttribute("country", "The country, by its ISO 3166-1 code of two letters."),
    SchemaAttribute("type", canonicalValues: ["work", "home", "other"], "What the address is for."),
    .primary,
  ]

  private static let groupParts: [SchemaAttribute] = [
    SchemaAttribute("value", mutability: .readOnly, "The identifier of the group."),
    SchemaAttribute(
      "$ref", kind: .reference, mutability: .readOnly, referenceTypes: ["User", "Group"], "The URI of the group."),
    SchemaAttribute("display", mutability: .readOnly, "The name of the group."),
    SchemaAttribute(
      "type", mutability: .readOnly, canonicalValues: ["direct", "indirect"], "Direct or through another group."),
  ]
}

extension SchemaAttribute {
  fileprivate static let primary = SchemaAttribute(
    "primary", kind: .boolean, "Whether this is the preferred value; true at most once.")

  /// A list of `value`, `display`, `type` and `primary` (RFC 7643 §2.4).
  fileprivate static func list(
    _ name: String, _ description: String, types: [String] = [], value: AttributeKind = .string,
    caseExact: Bool = false, referenceTypes: [String] = []
  ) -> SchemaAttribute {
    SchemaAttribute(
      name, kind: .complex, multiValued: true,
      subAttributes: [
        SchemaAttribute(
          "value", kind: value, caseExact: caseExact, referenceTypes: referenceTypes, "The value itself."),
        SchemaAttribute("display", "The value, as people read it."),
        SchemaAttribute("type", canonicalValues: types, "What the value is for."),
        primary,
      ], description)
  }
}
