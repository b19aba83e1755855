internal import AdapterKit

/// The two shelves of AdapterKit as a page of the manual.
enum DeviationPage {
  static var text: String {
    """
    A number like E-31 is a fact: something that a product was documented or seen to do. The manual of the product's
    adapter explains it: `EntraID` (E), `Okta` (K), `OneLogin` (N), `JumpCloud` (J), `PingFederate` (P),
    `GoogleWorkspace` (G), `CyberArk` (C), `Authentik` (A), `Keycloak` (Q), `Rauthy` (RA), `PocketID` (PI), `Standard` for
    clients that keep to the RFC (Z) and clients in general (L). Those of SailPoint and Salesforce (X) have no adapter here.

    ## Lenient forms

    Spellings that can't be misread, whoever sends them. They apply in this order, and are on unless the adapter says
    `strict: true`; `name: off` under `deviations:` turns a single one off, `name: on` turns it on.

    | name | what it does | RFC | facts |
    | --- | --- | --- | --- |
    \(forms)

    ## Knobs

    Where the same bytes must mean different things, or where answers must differ. *Default* holds for an adapter that
    doesn't choose, *strict* for one with `strict: true`.

    | name | values | default | strict | meaning | facts |
    | --- | --- | --- | --- | --- | --- |
    \(knobs)

    ## On the wire

    What is sent, and what a lenient form reads; then what a knob's values make of a request. The tests run each of them.

    \(formExamples)

    \(knobExamples)

    """
  }

  private static var formExamples: String {
    LenientForms.all.compactMap { form in
      LenientForms.examples[form.name].map { "- `\(form.name)`: `\($0.sent)` is read as `\($0.read)`" }
    }.joined(separator: "\n")
  }

  private static var knobExamples: String {
    Knobs.all.compactMap { knob in
      guard let example = Knobs.examples[knob.name] else { return nil }
      let given = example.given.isEmpty ? "" : ", after " + example.given.map { "`\($0)`" }.joined(separator: ", ")
      let outcomes = example.outcomes.map { "`\($0.value)` `\($0.answer)`" }.joined(separator: "; ")
      return "- `\(knob.name)`: `\(example.sent)`\(given): \(outcomes)"
    }.joined(separator: "\n")
  }

  private static var forms: String {
    LenientForms.all.map { form in
      "| `\(form.name)` | \(cell(form.summary)) | \(form.rfc) | \(form.facts.joined(separator: " ")) |"
    }.joined(separator: "\n")
  }

  private static var knobs: String {
    Knobs.all.filter { knob in !LenientForms.all.contains { $0.name == knob.name } }.map { knob in
      let values = knob.values.map { "`\($0)`" }.joined(separator: ", ")
      return "| `\(knob.name)` | \(values) | `\(knob.standard)` | `\(knob.strict)` | \(cell(knob.meaning)) "
        + "| \(knob.facts.joined(separator: " ")) |"
    }.joined(separator: "\n")
  }

  /// A bar would end the cell.
  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
