extension AdapterTemplate {
  /// The manual page.
  var manual: String {
    let ownFact =
      checkout == nil
      ? ""
      : "\n| \(letters)-05 | sends `fullName` instead of `displayName` | 7643 §4.1.1 | `Sources/\(name).swift` | guessed |"
    return """
      # \(name)

      **Name** — \(name), the adapter for \(name)'s SCIM 2.0 provisioning.

      **Description** — Written by `dragoman adapter new`; nothing of it is known of the product yet. `dragoman adapter
      test` plays its exchanges and says whether it holds.

      ## Options

      None yet. A row for each option of `adapter.yaml`:

      | option | values | default | meaning |
      | --- | --- | --- | --- |

      ## Dialect

      A row for each thing that the product was documented or seen to do, with its source. Exchanges cite the numbers.

      | fact | what \(name) does | RFC | who | source |
      | --- | --- | --- | --- | --- |
      | \(letters)-01 | tests the connection by discovery and a search for nobody | 7644 §3.4.2 | nothing to do | guessed |
      | \(letters)-02 | looks a user up by `userName`, then creates it | 7644 §3.3 | nothing to do | guessed |
      | \(letters)-03 | deactivates by PATCH before it deletes | 7644 §3.5.2 | nothing to do | guessed |
      | \(letters)-04 | changes groups by PATCH, a member by its filter | 7644 §3.5.2 | nothing to do | guessed |\(ownFact)

      ## Unverified

      Everything above. Move a row up as soon as a document or a recording shows it.

      ## Setup in the IdP's console

      1. *SCIM URL*: the provider's URL (`dragoman provider list`).
      2. *Bearer token*: what `dragoman token new` printed.

      ## Default mapping

      `mapping.yaml` takes the schemas of RFC 7643 §4 as they are, and matches by `userName` and `externalId`.

      """
  }
}
