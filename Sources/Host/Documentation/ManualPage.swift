internal import Directory
internal import Mapping

/// One page of the manual that is made from the code, so that it says what the code does.
public struct ManualPage: Hashable, Sendable {
  /// The page's name, as `dragoman docs` and the file in the documentation catalogue have it.
  public let name: String
  /// What it is about, in one sentence.
  public let summary: String
  /// The whole page, in Markdown.
  public let text: String

  init(_ name: String, title: String, _ summary: String, _ body: String) {
    self.name = name
    self.summary = summary
    text = "# \(title)\n\n\(summary)\n\n\(body)"
  }

  /// Every page, in the order in which they are read.
  public static let all: [ManualPage] = [
    ManualPage(
      "AttributeMappings", title: "Attribute mappings",
      "How the rules of a mapping are written: expressions, the long form, what holds without a rule.",
      MappingLanguage.rules),
    ManualPage(
      "MappingFunctions", title: "Functions of mappings",
      "Every function that an expression may call, its aliases and an example.", MappingLanguage.documentation),
    ManualPage(
      "Settings", title: "Settings",
      "What a provider's file says beside its mapping: invitations, Managed Apple IDs, attributes of type IDP.",
      SettingsPage.settings),
    ManualPage(
      "Schemas", title: "Schemas", "How a provider declares extensions of its own, and what comes of it.",
      SchemasPage.text + "\n"),
    ManualPage(
      "Texts", title: "Texts", "How `${attribute}` is written in texts for people: invitations, `dragoman expand`.",
      SettingsPage.texts),
    ManualPage(
      "Directory", title: "The directory", "Every attribute of the canonical directory: what mappings may set.",
      DirectorySchema.documentation),
    ManualPage(
      "Deviations", title: "Deviations",
      "Every lenient form and every knob that an adapter may choose under `deviations:`.", DeviationPage.text),
  ]
}
