extension AdapterTemplate {
  /// What most products send when an administrator presses *Test connection*.
  var testConnection: String {
    """
    # What is sent when an administrator tests the connection. Replace it by what the product really sends.
    name: Test connection
    facts: [\(letters)-01]
    evidence: inferred
    exchanges:
      - request: { method: GET, path: "/ServiceProviderConfig" }
        answer: { status: 200, body: { patch: { supported: true } } }
      - request: { method: GET, path: "/Users?filter=userName%20eq%20%22nobody@\(domain)%22&startIndex=1&count=1" }
        answer: { status: 200, body: { totalResults: 0 } }
      - request:
          method: GET
          path: "/Users?count=1"
          headers: { Authorization: Bearer not-a-token }
        answer: { status: 401, body: { status: "401" } }
    directory: { users: [], groups: [] }
    audit: [request.refused]

    """
  }

  /// A user from its creation to its end.
  var user: String {
    """
    # A user from its creation to its end: looked up, created, changed, deactivated, deleted.
    name: A user's life
    facts: [\(letters)-02, \(letters)-03]
    evidence: inferred
    exchanges:
      - request: { method: GET, path: "/Users?filter=userName%20eq%20%22kim.lee@\(domain)%22" }
        answer: { status: 200, body: { totalResults: 0 } }
      - request:
          method: POST
          path: "/Users"
          body:
            schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"]
            userName: kim.lee@\(domain)
            externalId: "7001"
            active: true
            name: { givenName: Kim, familyName: Lee }
            emails: [{ type: work, primary: true, value: kim.lee@\(domain) }]
        answer:
          status: 201
          headers: { Location: "{{base}}/Users/{{user1.id}}" }
          body: { userName: kim.lee@\(domain), active: true }
          capture: { user1.id: /id }
      - request:
          method: PATCH
          path: "/Users/{{user1.id}}"
          body:
            schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]
            Operations:
              - { op: replace, path: title, value: Clerk }
              - { op: replace, path: active, value: false }
        answer: { status: 200, body: { active: false, title: Clerk } }
      - request: { method: GET, path: "/Users/{{user1.id}}" }
        answer: { status: 200, body: { active: false, name: { familyName: Lee } } }
      - request: { method: DELETE, path: "/Users/{{user1.id}}" }
        answer: { status: 204, empty: true }
      - request: { method: GET, path: "/Users/{{user1.id}}" }
        answer: { status: 404 }
    directory: { users: [], groups: [] }
    audit: [user.created, user.deactivated, user.deleted]

    """
  }

  /// A group with its member.
  var group: String {
    """
    # A group: created with a member, renamed, the member taken out.
    name: A group's life
    facts: [\(letters)-04]
    evidence: inferred
    exchanges:
      - request:
          method: POST
          path: "/Users"
          body: { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: kim.lee@\(domain) }
        answer: { status: 201, capture: { user1.id: /id } }
      - request:
          method: POST
          path: "/Groups"
          body:
            schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"]
            displayName: Clerks
            members: [{ value: "{{user1.id}}" }]
        answer: { status: 201, body: { displayName: Clerks }, capture: { group1.id: /id } }
      - request:
          method: PATCH
          path: "/Groups/{{group1.id}}"
          body:
            schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]
            Operations: [{ op: replace, path: displayName, value: Office }]
        answer: { status: [200, 204] }
      - request:
          method: PATCH
          path: "/Groups/{{group1.id}}"
          body:
            schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]
            Operations: [{ op: remove, path: 'members[value eq "{{user1.id}}"]' }]
        answer: { status: [200, 204] }
      - request: { method: GET, path: "/Groups/{{group1.id}}" }
        answer: { status: 200, body: { displayName: Office }, count: { /members: 0 } }
    directory:
      users: [{ userName: kim.lee@\(domain), active: true }]
      groups: [{ displayName: Office, members: [] }]
    audit: [user.created, group.created, member.added, group.updated, member.removed]

    """
  }

  /// What only the adapter's Swift can read.
  var fullName: String {
    """
    # The product sends `fullName`, which no schema has, where displayName is meant: the adapter's Swift moves it.
    name: A full name
    facts: [\(letters)-05]
    evidence: inferred
    exchanges:
      - request:
          method: POST
          path: "/Users"
          body:
            schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"]
            userName: kim.lee@\(domain)
            fullName: Kim Lee
        answer: { status: 201, body: { displayName: Kim Lee }, absent: [/fullName], capture: { user1.id: /id } }
    directory:
      users: [{ userName: kim.lee@\(domain), displayName: Kim Lee }]
      groups: []
    audit: [user.created]

    """
  }

  private var domain: String { "\(name.lowercased().replacing("_", with: "-")).example" }
}
