extension AdapterTemplate {
  /// The story of a new adapter: that of `Plugins/Standard`, which a test holds it to.
  static let story = #"""
    # The story that every adapter tells, as Standard tells it. Whoever tells it, the directory ends the same.
    title: Standard
    steps:
      - name: Ada is hired
        exchanges:
          - request: { method: GET, path: "/Users?filter=userName%20eq%20%22ada.lund%40harbour.example%22" }
            answer: { status: 200, body: { totalResults: 0 } }
          - request:
              method: POST
              path: "/Users"
              body:
                schemas:
                  - urn:ietf:params:scim:schemas:core:2.0:User
                  - urn:ietf:params:scim:schemas:extension:enterprise:2.0:User
                externalId: alund
                userName: ada.lund@harbour.example
                displayName: Ada Lund
                title: Analyst
                preferredLanguage: en-GB
                name: { givenName: Ada, familyName: Lund }
                emails: [{ primary: true, type: work, value: ada.lund@harbour.example }]
                phoneNumbers: [{ type: mobile, value: "+44 20 0000 0101" }]
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                  { department: Analysis, employeeNumber: "1001" }
            answer: { status: 201, capture: { ada.id: /id } }
    # The manager is named by an externalId that nobody has yet.
      - name: Ben is hired, before his manager is
        exchanges:
          - request: { method: GET, path: "/Users?filter=userName%20eq%20%22ben.osei%40harbour.example%22" }
            answer: { status: 200, body: { totalResults: 0 } }
          - request:
              method: POST
              path: "/Users"
              body:
                schemas:
                  - urn:ietf:params:scim:schemas:core:2.0:User
                  - urn:ietf:params:scim:schemas:extension:enterprise:2.0:User
                externalId: bosei
                userName: ben.osei@harbour.example
                displayName: Ben Osei
                title: Surveyor
                preferredLanguage: en-GB
                name: { givenName: Ben, familyName: Osei }
                emails: [{ primary: true, type: work, value: ben.osei@harbour.example }]
                phoneNumbers: [{ type: mobile, value: "+44 20 0000 0102" }]
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                  { department: Survey, employeeNumber: "1002", manager: { value: cmarin } }
            answer: { status: 201, capture: { ben.id: /id } }
      - name: Cleo, his manager, arrives
        exchanges:
          - request: { method: GET, path: "/Users?filter=userName%20eq%20%22cleo.marin%40harbour.example%22" }
            answer: { status: 200, body: { totalResults: 0 } }
          - request:
              method: POST
              path: "/Users"
              body:
                schemas:
                  - urn:ietf:params:scim:schemas:core:2.0:User
                  - urn:ietf:params:scim:schemas:extension:enterprise:2.0:User
                externalId: cmarin
                userName: cleo.marin@harbour.example
                displayName: Cleo Marin
                title: Head of Survey
                preferredLanguage: fr-FR
                name: { givenName: Cleo, familyName: Marin }
                emails: [{ primary: true, type: work, value: cleo.marin@harbour.example }]
                phoneNumbers: [{ type: mobile, value: "+33 1 00 00 01 03" }]
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                  { department: Survey, employeeNumber: "1003" }
            answer: { status: 201, capture: { cleo.id: /id } }
    # The wizard app of Okta maps preferredLanguage on create only, so its PUT goes without.
      - name: Ada marries, moves to another department and gets a telephone
        exchanges:
          - request:
              method: PATCH
              path: "/Users/{{ada.id}}"
              body:
                schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]
                Operations:
                  - { op: replace, path: displayName, value: Ada Lund-Berg }
                  - { op: replace, path: name.familyName, value: Lund-Berg }
                  - { op: replace, path: title, value: Head of Research }
                  - { op: add, path: phoneNumbers, value: [{ type: work, value: "+44 20 0000 0111" }] }
                  - op: replace
                    path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"
                    value: Research
            answer: { status: [200, 204] }
      - name: A group of three
        exchanges:
          - request:
              method: POST
              path: "/Groups"
              body:
                schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"]
                displayName: Analysts
                members:
                  - { value: "{{ada.id}}" }
                  - { value: "{{ben.id}}" }
                  - { value: "{{cleo.id}}" }
            answer: { status: 201, capture: { team.id: /id } }
      - name: The group gets another name
        exchanges:
          - request:
              method: PATCH
              path: "/Groups/{{team.id}}"
              body:
                schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]
                Operations:
                  - { op: replace, path: displayName, value: Insight }
            answer: { status: [200, 204] }
      - name: Cleo leaves the group
        exchanges:
          - request:
              method: PATCH
              path: "/Groups/{{team.id}}"
              body:
                schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]
                Operations:
                  - { op: remove, path: 'members[value eq "{{cleo.id}}"]' }
            answer: { status: [200, 204] }
    # He stays in his group, since nobody will say so again when he returns.
      - name: Ben is deactivated
        exchanges:
          - request:
              method: PATCH
              path: "/Users/{{ben.id}}"
              body:
                schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]
                Operations:
                  - { op: replace, path: active, value: false }
            answer: { status: [200, 204] }
      - name: Ben returns
        exchanges:
          - request: { method: GET, path: "/Users?filter=userName%20eq%20%22ben.osei%40harbour.example%22" }
            answer: { status: 200, body: { totalResults: 1, Resources: [{ id: "{{ben.id}}" }] } }
          - request:
              method: PATCH
              path: "/Users/{{ben.id}}"
              body:
                schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]
                Operations:
                  - { op: replace, path: active, value: true }
            answer: { status: [200, 204] }
      - name: A group for one night comes and is deleted
        exchanges:
          - request:
              method: POST
              path: "/Groups"
              body:
                schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"]
                displayName: Launch Night
                members:
                  - { value: "{{ben.id}}" }
            answer: { status: 201, capture: { launch.id: /id } }
          - request: { method: DELETE, path: "/Groups/{{launch.id}}" }
            answer: { status: 204 }
          - request: { method: GET, path: "/Groups/{{launch.id}}" }
            answer: { status: 404 }
    # Deactivated, and not deleted, because Okta never deletes a user.
      - name: Cleo leaves the house
        exchanges:
          - request:
              method: PATCH
              path: "/Users/{{cleo.id}}"
              body:
                schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]
                Operations:
                  - { op: replace, path: active, value: false }
            answer: { status: [200, 204] }

    """#
}
