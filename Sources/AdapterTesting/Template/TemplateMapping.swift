extension AdapterTemplate {
  /// The default mapping of a new adapter: that of `Plugins/Standard`, which a test holds it to.
  static let mapping = #"""
    # The schemas of RFC 7643 §4, as attributes of the directory. A provider's `mapping: { extends: Standard }` begins here
    # and writes only what differs.
    users:
      matching: [userName, externalId]
      attributes:
        userName: lower(trim(userName))
        active: coalesce(active, true)
        displayName: coalesce(displayName, name.formatted, join(" ", name.givenName, name.familyName))
        givenName: name.givenName
        middleName: name.middleName
        familyName: name.familyName
        formattedName: coalesce(name.formatted, join(" ", name.givenName, name.middleName, name.familyName))
        honorificPrefix: name.honorificPrefix
        honorificSuffix: name.honorificSuffix
        nickName: nickName
        email: lower(coalesce(emails[type eq "work"].value, primary(emails)))
        emails: emails
        phoneNumbers: phoneNumbers
        addresses: addresses
        photos: photos
        title: title
        userType: userType
        employeeNumber: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber
        costCenter: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter
        organization: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization
        division: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division
        department: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department
        manager: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value
        preferredLanguage: preferredLanguage
        locale: locale
        timezone: timezone
        profileURL: profileUrl
        roles: roles
        entitlements: entitlements
    groups:
      matching: [displayName, externalId]
      attributes:
        displayName: displayName
    examples:
      - name: the full user of RFC 7643 §8.2, in short
        given:
          userName: bjensen@rfc.example
          name:
            formatted: Ms. Barbara J Jensen, III
            familyName: Jensen
            givenName: Barbara
            middleName: Jane
            honorificPrefix: Ms.
            honorificSuffix: III
          displayName: Babs Jensen
          nickName: Babs
          profileUrl: https://login.rfc.example/bjensen
          emails: [{ value: bjensen@rfc.example, type: work, primary: true }, { value: babs@jensen.example, type: home }]
          userType: Employee
          title: Tour Guide
          preferredLanguage: en-US
          locale: en-US
          timezone: America/Los_Angeles
          active: true
        expect:
          userName: bjensen@rfc.example
          formattedName: Ms. Barbara J Jensen, III
          familyName: Jensen
          honorificSuffix: III
          displayName: Babs Jensen
          profileURL: https://login.rfc.example/bjensen
          email: bjensen@rfc.example
          timezone: America/Los_Angeles
      - name: nothing but a name
        given: { userName: Cy@rfc.example }
        expect: { userName: cy@rfc.example, active: true, email: ~, displayName: ~ }

    """#
}
