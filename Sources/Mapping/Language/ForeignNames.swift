/// What administrators of Entra ID and Okta call the attributes that SCIM calls otherwise: accepted as `[surname]` and `user.lastName`, else for suggestions.
enum ForeignNames {
  /// The SCIM path for another IdP's name of an attribute, in any case; nil when it isn't known.
  static func path(for name: String) -> String? { table[name.lowercased()] }

  /// The names that are known, for suggestions.
  static var names: [String] { table.keys.sorted() }

  private static let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:"

  private static let table: [String: String] = {
    var table = plain
    for name in ["employeeNumber", "costCenter", "organization", "division", "department", "manager"] {
      table[name.lowercased()] = enterprise + name
    }
    table["employeeid"] = enterprise + "employeeNumber"
    table["companyname"] = enterprise + "organization"
    table["managerid"] = enterprise + "manager.value"
    return table
  }()

  private static let plain = [
    "userprincipalname": "userName", "login": "userName", "upn": "userName", "objectid": "externalId",
    "accountenabled": "active", "jobtitle": "title", "mailnickname": "externalId",
    "physicaldeliveryofficename": "addresses[type eq \"other\"].formatted",
    "facsimiletelephonenumber": "phoneNumbers[type eq \"fax\"].value",
    "proxyaddresses": "emails[type eq \"other\"].value",
    "givenname": "name.givenName", "firstname": "name.givenName", "surname": "name.familyName",
    "sn": "name.familyName", "lastname": "name.familyName", "familyname": "name.familyName",
    "middlename": "name.middleName", "formattedname": "name.formatted", "honorificprefix": "name.honorificPrefix",
    "honorificsuffix": "name.honorificSuffix", "mail": "emails[type eq \"work\"].value",
    "email": "emails[type eq \"work\"].value", "secondemail": "emails[type eq \"other\"].value",
    "telephonenumber": "phoneNumbers[type eq \"work\"].value", "primaryphone": "phoneNumbers[type eq \"work\"].value",
    "mobile": "phoneNumbers[type eq \"mobile\"].value", "mobilephone": "phoneNumbers[type eq \"mobile\"].value",
    "streetaddress": "addresses[type eq \"work\"].streetAddress", "city": "addresses[type eq \"work\"].locality",
    "state": "addresses[type eq \"work\"].region", "postalcode": "addresses[type eq \"work\"].postalCode",
    "zipcode": "addresses[type eq \"work\"].postalCode", "country": "addresses[type eq \"work\"].country",
    "countrycode": "addresses[type eq \"work\"].country", "usertype": "userType", "displayname": "displayName",
    "username": "userName", "nickname": "nickName", "title": "title", "profileurl": "profileUrl",
    "preferredlanguage": "preferredLanguage", "locale": "locale", "timezone": "timezone", "active": "active",
  ]
}
