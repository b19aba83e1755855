extension MappingLanguage {
  /// How rules are written, as a Markdown page.
  public static let rules = """
    ## Rules

    A rule is one line, `attribute: expression`. An expression is one of

    | written | gives |
    | --- | --- |
    | `name.givenName`, `emails[type eq "work"].value`, `urn:…:User:department` | a value of the source record, by its \
    attribute path (RFC 7644 §3.5.2), in any case |
    | `"text"`, `42`, `true` | itself; in a text `\\"` `\\\\` `\\n` `\\t` are escapes |
    | `${displayName}` | an attribute of the directory entry that is being made; rules run in the order that this asks for |
    | `lower(userName)` | what a function makes of its arguments |

    Entra's `[surname]` and Okta's `user.lastName` are read as the paths to which those IdPs send such values by default.

    There are no operators. An attribute with several values fits only where a list does; elsewhere one is chosen with a
    value filter, `primary(…)` or `first(…)`. YAML reads ` #`, `: ` and, within `{ }`, a comma and brackets its own way:
    such an expression is put in single quotes or in a `|` block.

    The long form is a mapping:

    | key | meaning |
    | --- | --- |
    | `from` | the expression |
    | `value` | a constant instead: `department: { value: Sales }` |
    | `apply` | `always`, or `on create`: only when the entry is made |
    | `default` | a constant for when nothing comes out |
    | `onEmpty` | when there is no default either: `clear` empties the attribute (so does a rule without the key), \
    `keep` leaves it as it is, `skip` goes on with the rule that this one replaced, `fail` refuses the request |
    | `when` | a filter (RFC 7644 §3.4.2.2) that the source record must match, or nothing comes out |
    | `type` | for attributes of type IDP, what they hold: `text`, `number`, `bool`, `date`, `list of text` and so on |
    | `reference` | for `manager`: whether its value is the `id` (or externalId) or the `userName` of a user |

    ## The whole mapping

    ```yaml
    extends: EntraID                              # an adapter's mapping, or a file: ./shared.yaml
    tables:                                       # for lookup(…): keys in any case
      costCenters: { A100: Analysis, B200: Engines }
    users:
      matching: [userName]                        # by what this IdP looks users up
      provision when: userType eq "Employee"      # a filter: whom it doesn't match has no directory entry
      attributes:
        department: lookup("costCenters", title, "unknown")
      custom:                                     # attributes of type IDP: ${badgeNumber}
        badgeNumber: urn:ietf:params:scim:schemas:extension:acme:2.0:User:badge
    examples:                                     # run by every check
      - name: a cost center by its name
        given: { userName: ada@example.org, title: a100, userType: Employee }
        expect: { department: Analysis }
      - name: a guest has no entry
        given: { userName: bo@example.org, userType: Guest }
        expect: out of scope
    ```

    A mapping that `extends` an adapter's, or a file's, starts with its rules and tables; bases may extend others in turn.
    A rule here replaces the one there; `attribute: ~` removes it. `dragoman mapping show PROVIDER` shows what comes of it,
    with the place of each rule.

    A resource that is out of scope (`provision when`) is stored, and its IdP reads back what it wrote, but it makes no
    directory entry; when it leaves the scope, its entry becomes inactive and stays as it was until it comes back.

    An example gives a source record and expects attributes; those that it doesn't name may be anything, `~` expects none,
    and `expect: out of scope` expects no entry.
    `dragoman check` runs all examples; where one fails, expected and got stand beneath each other.

    Without any rule, `active` follows the source record and is true when it says nothing,
    `email` is the primary one of `emails`, and a group's `displayName` is its own. `managedAppleID` is made by a
    setting, never by a rule.

    A mapping makes texts of at most 64 KiB in at most about 10 ms. What exceeds that leaves its attribute as it was and
    puts the entry on hold (`incomplete`), by name. An expression has at most 8 KiB, 512 parts and 16 calls within each
    other, a table at most 100,000 rows.

    `dragoman schema` prints JSON Schemas of all these files, by which editors complete and underline.

    """
}
