public import Diagnostics
public import YAML

/// What happens in the story that every adapter tells, and what must come of it whoever tells it.
public struct StoryPlot: Sendable {
  /// What the story is called.
  public var name: String
  /// What happens, step by step.
  public var steps: [String]
  /// What the directory then holds.
  public var directory: ExpectedDirectory
  /// Where it is written.
  public var source: YAMLSource

  /// The plot.
  /// - Throws: what is wrong with it.
  public static func read() throws(Diagnostics) -> StoryPlot { try plot.get() }

  private static let plot = Result { () throws(Diagnostics) in
    let source = try YAMLSource(file: "the story", text: text)
    let findings = Findings()
    let plot = Self(source, findings)
    try findings.throwIfErrors()
    guard let plot else { throw Diagnostics([source.diagnostic("the story says nothing", at: source.start)]) }
    return plot
  }

  private init?(_ source: YAMLSource, _ findings: Findings) {
    guard let fields = Fields(source.root, of: source, what: "the story", findings: findings) else { return nil }
    let reader = ExchangeReader(source: source, findings: findings)
    let (name, steps) = (fields.requiredText("name"), fields.texts("steps").map(\.value))
    let directory = reader.directory(fields)
    fields.finish()
    guard let name, let directory else { return nil }
    (self.name, self.steps, self.directory, self.source) = (name.value, steps, directory, source)
  }

  private static let text = """
    name: Ada, Ben and Cleo
    steps:
      - Ada is hired
      - "Ben is hired, before his manager is"
      - "Cleo, his manager, arrives"
      - "Ada marries, moves to another department and gets a telephone"
      - A group of three
      - The group gets another name
      - Cleo leaves the group
      - Ben is deactivated
      - Ben returns
      - A group for one night comes and is deleted
      - Cleo leaves the house
    directory:
      users:
        - userName: ada.lund@harbour.example
          active: true
          state: active
          displayName: Ada Lund-Berg
          givenName: Ada
          familyName: Lund-Berg
          middleName: ~
          email: ada.lund@harbour.example
          title: Head of Research
          department: Research
          employeeNumber: "1001"
          preferredLanguage: en-GB
          phoneNumbers: [{ type: mobile, value: "+44 20 0000 0101" }, { type: work, value: "+44 20 0000 0111" }]
          manager: ~
        - userName: ben.osei@harbour.example
          active: true
          state: active
          displayName: Ben Osei
          givenName: Ben
          familyName: Osei
          email: ben.osei@harbour.example
          title: Surveyor
          department: Survey
          employeeNumber: "1002"
          preferredLanguage: en-GB
          phoneNumbers: [{ type: mobile, value: "+44 20 0000 0102" }]
          manager: cleo.marin@harbour.example
        - userName: cleo.marin@harbour.example
          active: false
          state: inactive
          displayName: Cleo Marin
          givenName: Cleo
          familyName: Marin
          email: cleo.marin@harbour.example
          title: Head of Survey
          department: Survey
          employeeNumber: "1003"
          preferredLanguage: fr-FR
          phoneNumbers: [{ type: mobile, value: "+33 1 00 00 01 03" }]
          manager: ~
      groups:
        - displayName: Insight
          members: [ada.lund@harbour.example, ben.osei@harbour.example]

    """
}
