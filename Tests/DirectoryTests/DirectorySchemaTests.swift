import JSON
import Testing

@testable import Directory

@Suite struct DirectorySchemaTests {
  @Test func namesAreDistinctWhateverTheirCase() {
    for attributes in [DirectorySchema.user, DirectorySchema.group] {
      #expect(Set(attributes.map { $0.name.lowercased() }).count == attributes.count)
    }
  }

  @Test(arguments: [
    "id", "userName", "active", "state", "displayName", "givenName", "middleName", "familyName", "formattedName",
    "honorificPrefix", "honorificSuffix", "nickName", "email", "emails", "phoneNumbers", "addresses", "title",
    "userType", "employeeNumber", "department", "division", "organization", "costCenter", "manager",
    "preferredLanguage", "locale", "timezone", "profileURL", "photos", "roles", "entitlements", "managedAppleID",
    "custom", "links", "provenance", "created", "updated", "version",
  ])
  func hasEveryAttributeOfAUser(_ name: String) {
    #expect(DirectorySchema.user(name)?.name == name)
    #expect(DirectorySchema.user(name.uppercased())?.name == name)
    #expect(DirectorySchema.documentation.contains("| `\(name)` |"))
    #expect(DirectorySchema.json["$defs"]?["user"]?["properties"]?[name]?.object != nil)
  }

  @Test(arguments: ["id", "displayName", "state", "members", "custom", "links", "provenance", "created", "version"])
  func hasEveryAttributeOfAGroup(_ name: String) {
    #expect(DirectorySchema.group(name)?.name == name)
    #expect(DirectorySchema.json["$defs"]?["group"]?["properties"]?[name] != nil)
  }

  @Test(arguments: ["id", "state", "managedAppleID", "custom", "links", "provenance", "created", "updated", "version"])
  func bookkeepingIsNotMappable(_ name: String) throws {
    #expect(try #require(DirectorySchema.user(name)).mappable == false)
  }

  @Test func onlyNamesAreRequired() {
    #expect(DirectorySchema.user.filter(\.required).map(\.name) == ["userName"])
    #expect(DirectorySchema.group.filter(\.required).map(\.name) == ["displayName"])
  }

  @Test func addressesHaveTheirSubAttributes() throws {
    let addresses = try #require(DirectorySchema.user("addresses"))
    #expect(addresses.type.isList)
    for name in ["street", "locality", "region", "postalCode", "country", "formatted", "type", "primary"] {
      #expect(addresses.subAttributes.contains(name))
    }
  }

  @Test func unknownIsNil() {
    #expect(DirectorySchema.user("userNames") == nil)
    #expect(DirectorySchema.group("userName") == nil)
  }
}
