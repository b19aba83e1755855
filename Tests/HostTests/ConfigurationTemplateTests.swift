import Diagnostics
import Directory
import Foundation
import Host
import JSON
import Testing

/// What `provider new` writes.
@Suite("Templates of providers")
struct ConfigurationTemplateTests {
  private static let plugins = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appending(path: "../../Plugins").standardizedFileURL.path

  private static let adapters: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: plugins)) ?? []
    return names.filter { FileManager.default.fileExists(atPath: "\(plugins)/\($0)/adapter.yaml") }.sorted()
  }()

  @Test("Every adapter's template loads without findings", arguments: adapters)
  func loads(_ adapter: String) throws {
    let main = "adapters: [\"\(Self.plugins)\"]\nproviders: []\n"
    let tree = try ConfigurationTree([SampleFile(name: "config/dragoman.yaml", text: main)])
    let manifest = try #require(tree.load().configuration?.adapters.first { $0.name == adapter })
    let template = ProviderTemplate(name: try #require(ProviderName("acme")), adapter: manifest)
    try tree.write(SampleFile(name: "config/providers/acme.yaml", text: template.text))
    try tree.write(
      SampleFile(name: "config/dragoman.yaml", text: main.replacing("[]", with: "[providers/acme.yaml]")))
    let (configuration, diagnostics) = tree.load()
    #expect(diagnostics.all.isEmpty, "\(tree.rendered(diagnostics))\n\(template.text)")
    let provider = try #require(configuration?.providers.first)
    #expect(provider.knobs == manifest.knobs(with: provider.options) && provider.adapter == manifest)
  }

  @Test("The text, word for word")
  func text() throws {
    let tree = try ConfigurationTree()
    let manifest = try #require(tree.load().configuration?.adapters.first)
    let template = ProviderTemplate(name: try #require(ProviderName("acme")), adapter: manifest)
    #expect(
      template.text == """
        # One provider: Sample IdP, by the adapter Sample 1.0.0.
        # 'dragoman check' reads this file and says what is wrong with it, before the host does.
        provider: acme                         # in the endpoint's URL and in every audit entry
        adapter: Sample

        options:
          # Where the tenant lives.
          region: eu                           # eu | us
          # A name for people.
          # label:
          # Whether names are taken literally.
          strictNames: false                   # true | false
          # Seconds between two rounds.
          pause: 5                             # a whole number
          # What a PUT leaves out.
          put: keep                            # keep | clear

        mapping:
          extends: Sample                      # the adapter's default; write below only what differs
          # users:
          #   attributes:
          #     department: title              # directory attribute: where it comes from

        settings:
          userName: { onChange: keep }         # keep | refuse | follow: when a userName changes later
          provision: all                       # all | assigned: whom the IdP is set up to send
          autoInvite: false                    # invitations to new users: dragoman docs Settings
          managedAppleID: { enabled: false, from: email, includeAppleIDSubdomain: true }

        """)
  }

  @Test("Values that YAML would read as something else are quoted; nothing escapes its line")
  func quoting() throws {
    let awkward = ["true", "12", "a: b", "# c", "é", "two\nlines", "", "~", "no"]
    let options = awkward.enumerated().map { number, text in
      AdapterOption(name: "o\(number)", kind: .text, defaultValue: .string(text), help: "First.\nSecond.")
    }
    let tree = try ConfigurationTree()
    var manifest = try #require(tree.load().configuration?.adapters.first)
    manifest.options = options
    manifest.idp = "Sample\nprovider: host"
    let template = ProviderTemplate(name: try #require(ProviderName("contoso")), adapter: manifest)
    let declared = options.map { "  \($0.name): { type: text, help: x }\n" }.joined()
    try tree.write(SampleFile(name: "config/providers/contoso.yaml", text: template.text))
    try tree.write(
      SampleFile(
        name: "Plugins/Sample/adapter.yaml",
        text: "name: Sample\nidp: x\nversion: 1.0.0\nevidence: inferred\noptions:\n\(declared)"))
    let (configuration, diagnostics) = tree.load()
    #expect(diagnostics.all.isEmpty, "\(tree.rendered(diagnostics))\n\(template.text)")
    let provider = try #require(configuration?.providers.first)
    #expect(awkward.indices.map { provider.options["o\($0)"]?.string } == awkward)
  }

  @Test("Options that all lack a default, and an adapter without a default mapping")
  func bare() throws {
    let tree = try ConfigurationTree([
      SampleFile(
        name: "Plugins/Bare/adapter.yaml",
        text: "name: Bare\nidp: Bare\nversion: \"1\"\nevidence: inferred\noptions: { a: { type: flag, help: A. } }\n")
    ])
    let manifest = try #require(tree.load().configuration?.adapters.first { $0.name == "Bare" })
    let template = ProviderTemplate(name: try #require(ProviderName("contoso")), adapter: manifest)
    try tree.write(SampleFile(name: "config/providers/contoso.yaml", text: template.text))
    let (_, diagnostics) = tree.load()
    #expect(diagnostics.all.isEmpty, "\(tree.rendered(diagnostics))\n\(template.text)")
  }

  @Test("What to type into the IdP, with URL and token")
  func console() throws {
    let manifest = try #require(try ConfigurationTree().load().configuration?.adapters.first)
    let template = ProviderTemplate(name: try #require(ProviderName("acme")), adapter: manifest)
    let lines = template.console(url: "https://scim.example.org/scim/v2/acme", token: "dgms_x")
    #expect(lines == ["Tenant URL: https://scim.example.org/scim/v2/acme", "Secret token: dgms_x"])
  }
}
