/// The page about schemas of a provider's own.
enum SchemasPage {
  static let text = """
    Many IdPs send attributes that no RFC knows, under a URN of their own. A provider takes them as they come, keeps them and
    gives them back; a mapping reads them by their path. Who wants the host to know what they are declares them, in the
    provider's file:

    ```yaml
    provider: acme-entra
    adapter: EntraID
    schemas:
      urn:ietf:params:scim:schemas:extension:acme:2.0:User:
        name: AcmeUser
        description: What Acme knows of its people.
        attributes:
          badge: { uniqueness: server, caseExact: true, description: The number on the badge. }
          level: { type: integer, required: true }
          site: { canonicalValues: [Bern, Basel] }
          joined: { type: dateTime, mutability: immutable }
          pin: { returned: never }
          keys:
            type: complex
            multiValued: true
            subAttributes:
              value: { required: true }
              note: ~
    mapping:
      extends: EntraID
      users:
        custom:
          badgeNumber: urn:ietf:params:scim:schemas:extension:acme:2.0:User:badge
    ```

    From then on POST, PUT, PATCH, filters, `attributes`, sorting and the adapter's reading of the IdP's dialect go by it, and
    `/Schemas` and `/ResourceTypes` of this provider show it, of no other. A mapping that names what isn't declared under a
    declared URN is wrong, and `dragoman check` says what was meant.

    ## A schema

    | key | meaning |
    | --- | --- |
    | the URN | what the IdP writes; neither a schema that is known nor the beginning of one |
    | `resourceType` | `User` or `Group`: whose extension it is; by default what the URN ends with, else `User` |
    | `name`, `description` | for people |
    | `attributes` | each under its name (RFC 7643 §2.1); `~` for a text of which nothing else is to be said |

    ## An attribute

    | key | default | meaning |
    | --- | --- | --- |
    | `type` | `string` | `string`, `boolean`, `decimal`, `integer`, `dateTime`, `binary`, `reference`, `complex`; anything else is 400 `invalidValue` |
    | `multiValued` | `false` | a list; each of its values is of that type |
    | `required` | `false` | a resource with the extension has it, and a PATCH can't remove it; without the extension nothing is required |
    | `caseExact` | `false` | compared as it is written: in filters, for uniqueness, among canonical values |
    | `mutability` | `readWrite` | `immutable`: set once, also by PUT (400 `mutability` afterwards); `readOnly`: what is sent is left out |
    | `returned` | `default` | `always`, `request` (only when `attributes` names it), `never` (kept for the mapping; nobody can search for it) |
    | `uniqueness` | `none` | `server`: one resource of this provider and type has the value, the next is 409 |
    | `canonicalValues` | | the only values that are taken, in the spelling given here |
    | `referenceTypes` | `[uri]` | what a reference points to, for who reads the schema |
    | `subAttributes` | | those of a complex attribute; they say the same things, but have none themselves |
    | `description` | the name | for people |

    ## What was there before

    A schema is part of the mapping's version: `preview` and `apply` treat a change of either alike. Source records stay as
    they are until their IdP writes them again; a PATCH that doesn't touch the extension isn't refused for what it lacks. A
    value that two resources shared before it had to be unique stays with both, and is refused to a third.

    ## What `/Schemas` shows beside

    What the mapping reads under a URN that nobody declared is shown as texts, since it is taken; it isn't checked. A user
    attribute that a rule can't do without (`onEmpty: fail`, made of that attribute alone) is shown as required, and a
    `userName` that may not change (`onChange: refuse`) as immutable. Adapters with `schemaView: entraSafe` leave out
    `password` and `emails.display`, which Entra ID's reader of schemas refuses (E-72).
    """
}
