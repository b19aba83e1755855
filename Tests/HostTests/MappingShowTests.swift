import Diagnostics
import Directory
import Foundation
import Host
import JSON
import Testing

@testable import dragoman

/// `dragoman mapping show` and `dragoman schema`, as they are typed.
@Suite("Command line: mappings")
struct MappingShowTests {
  private static let shared = SampleFile(
    name: "config/shared.yaml",
    text: """
      extends: Standard
      tables:
        offices: { "LDN": London, "ZRH": Zürich, "7": 7 }
      users:
        provision when: not (userType eq "Bot")
        attributes:
          locale: lookup("offices", locale, "none")
          title: { from: title, default: "a: b # c", when: active eq true, apply: on create }
          organization: { value: Analytical }
      """)
  private static let acme = SampleFile(
    name: "config/providers/acme.yaml",
    text: """
      provider: acme
      adapter: Standard
      mapping:
        extends: ../shared.yaml
        users:
          attributes:
            nickName: ~
            department: |
              join(", ",
                name.givenName, "it's: # \\"quoted\\"")
          custom:
            badge: { from: 'urn:acme:2.0:User:badge', onEmpty: keep }

      """)

  @Test("A mapping is shown whole, with the place of each rule, and reads back as the same mapping")
  func flattened() async throws {
    let house = try CommandLineHouse([Self.shared, Self.acme])
    let shown = await house.run(["mapping", "show", "acme"])
    #expect(shown.code == 0 && shown.err.isEmpty)
    #expect(shown.text.contains("shared.yaml:7\n") && shown.text.contains("acme.yaml:12\n"))
    #expect(shown.text.contains("Standard/mapping.yaml:"))
    #expect(!shown.text.contains("nickName:"))
    let before = try version(of: house)
    let text = shown.out.map { "  \($0)" }.joined(separator: "\n")
    try house.write(
      SampleFile(name: Self.acme.name, text: "provider: acme\nadapter: Standard\nmapping:\n\(text)\n"))
    #expect(try version(of: house) == before)
  }

  @Test("As JSON lines, a rule each")
  func json() async throws {
    let house = try CommandLineHouse([Self.shared, Self.acme])
    let rules = try await house.run(["mapping", "show", "acme", "--json"]).json
    let title = try #require(rules.first { $0["attribute"] == "title" })
    #expect(title["default"] == "a: b # c" && title["when"] == "active eq true" && title["apply"] == "on create")
    #expect(title["origin"]?.string?.hasSuffix("shared.yaml:8") == true)
    #expect(rules.contains { $0["attribute"] == "badge" && $0["custom"] == true && $0["onEmpty"] == "keep" })
    #expect(rules.contains { $0["kind"] == "group" && $0["attribute"] == "displayName" })
  }

  @Test("A provider that isn't there is asked back")
  func unknown() async throws {
    let outcome = try await CommandLineHouse().run(["mapping", "show", "acne"])
    #expect(outcome.code == 2 && outcome.text.contains("did you mean 'acme'?"))
  }

  @Test("Mappings that extend each other in a circle, and a chain that is too long, are told with their places")
  func circles() throws {
    let tree = try ConfigurationTree([
      SampleFile(name: "config/a.yaml", text: "extends: ./b.yaml\n"),
      SampleFile(name: "config/b.yaml", text: "extends: ./c.yaml\n"),
      SampleFile(name: "config/c.yaml", text: "extends: ./a.yaml\n"),
      SampleFile(
        name: "config/providers/contoso.yaml",
        text: "provider: contoso\nadapter: Sample\nmapping: { extends: ../a.yaml }\n"),
    ])
    let said = tree.rendered()
    #expect(said.contains("config/c.yaml:1:10: error: this mapping extends itself: "))
    #expect(said.contains("a.yaml → ") && said.contains("= fix: break the circle here"))
    for number in 1...20 {
      try tree.write(SampleFile(name: "config/d\(number).yaml", text: "extends: ./d\(number + 1).yaml\n"))
    }
    try tree.write(
      SampleFile(
        name: "config/providers/contoso.yaml",
        text: "provider: contoso\nadapter: Sample\nmapping: { extends: ../d1.yaml }\n"))
    #expect(tree.rendered().contains("more than 16 mappings extend each other"))
  }

  @Test("Schemas are listed, printed and written into a folder")
  func schemas() async throws {
    let house = try CommandLineHouse()
    let listed = await house.run(["schema"])
    #expect(listed.code == 0 && ["configuration", "provider", "story"].allSatisfy(listed.text.contains))
    let printed = await house.run(["schema", "provider"])
    #expect(try JSON(parsing: printed.text)["title"] == "Dragoman: provider")
    let written = await house.run(["schema", "--into", house.path("schemas")])
    #expect(written.out.count == 6 && written.out.allSatisfy(FileManager.default.fileExists))
    #expect(await house.run(["schema", "providr"]).text.contains("did you mean 'provider'?"))
  }

  private func version(of house: CommandLineHouse) throws -> String {
    let (configuration, diagnostics) = HostConfiguration.load(house.config)
    #expect(diagnostics.all.map { $0.rendered() } == [])
    return try #require(configuration?.providers.first { $0.name.description == "acme" }).mappingVersion
  }
}
