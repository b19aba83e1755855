extension DirectorySchema {
  static let id = DirectoryAttribute("id", .text, mappable: false, "UUIDv7, never reused, never an IdP's")

  static let identity: [DirectoryAttribute] = [
    id,
    DirectoryAttribute(
      "userName", .text, required: true, "unique in the directory whatever its case, and fixed once provisioned"),
    DirectoryAttribute("active", .bool, "true unless a rule or the source record says otherwise"),
    DirectoryAttribute("state", .text, mappable: false, "active, inactive, held or tombstone"),
    DirectoryAttribute(
      "managedAppleID", .text, mappable: false, "unique; made by the setting managedAppleID, not by a rule"),
  ]

  static let person: [DirectoryAttribute] = [
    DirectoryAttribute("displayName", .text, "the name that people see"),
    DirectoryAttribute("givenName", .text, "the first name"),
    DirectoryAttribute("middleName", .text, "the middle name or names"),
    DirectoryAttribute("familyName", .text, "the last name"),
    DirectoryAttribute("formattedName", .text, "the whole name with its titles"),
    DirectoryAttribute("honorificPrefix", .text, "a title before the name, Dr."),
    DirectoryAttribute("honorificSuffix", .text, "what follows the name, III"),
    DirectoryAttribute("nickName", .text, "the casual name"),
  ]

  static let contact: [DirectoryAttribute] = [
    DirectoryAttribute("email", .text, "the primary address; without a rule of its own the primary one of emails"),
    DirectoryAttribute("emails", .complexList(["value", "type", "primary"]), "all addresses"),
    DirectoryAttribute("phoneNumbers", .complexList(["value", "type", "primary"]), "all telephone numbers"),
    DirectoryAttribute(
      "addresses",
      .complexList([
        "formatted", "street", "locality", "region", "postalCode", "country", "type", "primary",
      ]), "postal addresses; SCIM's streetAddress is street here"),
  ]

  static let work: [DirectoryAttribute] = [
    DirectoryAttribute("title", .text, "the title at work"),
    DirectoryAttribute("userType", .text, "employee, contractor, student …"),
    DirectoryAttribute("employeeNumber", .text, "the number that the organization gave"),
    DirectoryAttribute("department", .text, "the department"),
    DirectoryAttribute("division", .text, "the division"),
    DirectoryAttribute("organization", .text, "the organization"),
    DirectoryAttribute("costCenter", .text, "the cost center"),
    DirectoryAttribute(
      "manager", .reference, "a user of the directory, pending until this provider has sent that user"),
  ]

  static let preferences: [DirectoryAttribute] =
    [
      DirectoryAttribute("preferredLanguage", .text, "as in the HTTP header Accept-Language"),
      DirectoryAttribute("locale", .text, "for dates, numbers and currencies, en-US"),
      DirectoryAttribute("timezone", .text, "a name of the IANA time zone database, Europe/Paris"),
      DirectoryAttribute("profileURL", .text, "the person's own page"),
      DirectoryAttribute("photos", .complexList(["value", "type", "primary"]), "URLs of photographs"),
      DirectoryAttribute("roles", .complexList(["value", "display", "type", "primary"]), "roles of the person"),
      DirectoryAttribute(
        "entitlements", .complexList(["value", "display", "type", "primary"]), "rights of the person"),
    ] + custom

  static let custom: [DirectoryAttribute] = [
    DirectoryAttribute(
      "custom", .map, mappable: false, "attributes of type IDP: text, number, true or false, or a list of them")
  ]

  static let bookkeeping: [DirectoryAttribute] = [
    DirectoryAttribute(
      "links", .complexList(["provider", "idp", "kind", "sourceID", "externalID"]), mappable: false,
      "the source records that the entry is made of"),
    DirectoryAttribute(
      "provenance", .map, mappable: false, "for each attribute its provider, expression, mapping version and time"),
    DirectoryAttribute("created", .instant, mappable: false, "when the entry was made"),
    DirectoryAttribute("updated", .instant, mappable: false, "when it last changed"),
    DirectoryAttribute("version", .number, mappable: false, "counts its changes"),
  ]
}
