import Diagnostics
import Directory
import JSON
import Mapping
import Testing

@testable import Host

/// What a right configuration becomes.
@Suite("Configuration")
struct ConfigurationTests {
  private func load(_ files: SampleFile...) throws -> HostConfiguration {
    let tree = try ConfigurationTree(files)
    let (configuration, diagnostics) = tree.load()
    #expect(diagnostics.all.isEmpty, "\(tree.rendered(diagnostics))")
    return try #require(configuration)
  }

  private func main(_ text: String) -> SampleFile {
    SampleFile(
      name: "config/dragoman.yaml", text: text + "\nadapters: [../Plugins]\nproviders: [providers/contoso.yaml]\n")
  }

  private func provider(_ text: String) -> SampleFile {
    SampleFile(name: "config/providers/contoso.yaml", text: "provider: contoso\nadapter: Sample\n" + text)
  }

  @Test("What isn't said has its default")
  func defaults() throws {
    let configuration = try load()
    #expect(configuration.listen == ListenAddress(host: "127.0.0.1", port: 8080))
    #expect(configuration.adminListen == ListenAddress(host: "127.0.0.1", port: 8081))
    #expect(configuration.publicURL == "http://127.0.0.1:8080" && configuration.followsListener)
    #expect(configuration.tls == nil && !configuration.allowInsecureHTTP && configuration.trustedProxies.isEmpty)
    #expect(configuration.store == .sqlite && configuration.limits == Limits())
    #expect(configuration.adapters.map(\.name) == ["Sample"])
  }

  @Test("The limits are the published ones")
  func limits() {
    let limits = Limits()
    #expect(limits.userBodyBytes == 1_048_576 && limits.groupBodyBytes == 8_388_608)
    #expect(limits.patchOperations == 1000 && limits.membersPerRequest == 20_000 && limits.jsonDepth == 32)
    #expect(limits.filterBytes == 8192 && limits.filterDepth == 32 && limits.filterTerms == 100)
    #expect(limits.stringBytes == 65_536 && limits.userNameBytes == 1024)
    #expect(limits.pageSize == 1000 && limits.defaultPageSize == 100)
    #expect(limits.headerBytes == 32_768 && limits.headerFields == 100 && limits.uriBytes == 16_384)
    #expect(limits.headerTime == .seconds(10) && limits.bodyTime == .seconds(30) && limits.bodyBytesPerSecond == 1024)
    #expect(limits.handlerTime == .seconds(25) && limits.idleTime == .seconds(75))
    #expect(limits.connections == 4096 && limits.connectionsPerSource == 256)
    #expect(limits.requestsPerSecond == 100 && limits.requestBurst == 300)
    #expect(limits.mappingTime == .milliseconds(10) && Limits.yamlBytes == 1_048_576)
  }

  @Test("Every limit can be set, and its default lies within its bounds", arguments: LimitKey.all)
  func limit(_ key: LimitKey) throws {
    let limits: Limits
    switch key.target {
    case .count(let path, let bounds):
      #expect(bounds.contains(Limits()[keyPath: path]))
      limits = try load(main("limits: { \(key.name): \(Limits()[keyPath: path] - 1) }")).limits
      #expect(limits[keyPath: path] == Limits()[keyPath: path] - 1)
    case .bytes(let path, let bounds):
      #expect(bounds.contains(Limits()[keyPath: path]))
      limits = try load(main("limits: { \(key.name): \(Limits()[keyPath: path] / 1024) KiB }")).limits
      #expect(limits[keyPath: path] == Limits()[keyPath: path])
    case .time(let path, let bounds):
      #expect(bounds.contains(Limits()[keyPath: path]))
      limits = try load(main("limits: { \(key.name): 5s }")).limits
      #expect(limits[keyPath: path] == .seconds(5))
    }
  }

  @Test("Listeners, TLS, proxies and the public URL")
  func listeners() throws {
    let text = """
      listen: "[::]:8443"
      adminListen: localhost:0
      publicURL: https://scim.example.org/dragoman
      tls: { certificate: a.pem, key: a.key }
      trustedProxies: [10.0.0.0/8, "::1"]
      """
    let configuration = try load(
      main(text), SampleFile(name: "config/a.pem", text: "-----BEGIN CERTIFICATE-----\n"),
      SampleFile(name: "config/a.key", text: "-----BEGIN EC PRIVATE KEY-----\n", mode: 0o640))
    #expect(configuration.listen == ListenAddress(host: "::", port: 8443))
    #expect(configuration.adminListen == ListenAddress(host: "localhost", port: 0))
    #expect(configuration.publicURL == "https://scim.example.org/dragoman" && !configuration.followsListener)
    #expect(configuration.tls?.certificate.hasSuffix("config/a.pem") == true)
    #expect(configuration.trustedProxies == ["10.0.0.0/8", "::1"])
  }

  @Test("With TLS on loopback, the public URL that nobody wrote is https")
  func encryptedDefault() throws {
    let configuration = try load(
      main("listen: 127.0.0.1:8443\ntls: { certificate: a.pem, key: a.key }"),
      SampleFile(name: "config/a.pem", text: "-----BEGIN CERTIFICATE-----\n"),
      SampleFile(name: "config/a.key", text: "-----BEGIN PRIVATE KEY-----\n", mode: 0o600))
    #expect(configuration.publicURL == "https://127.0.0.1:8443")
  }

  @Test("A provider: identity, options over defaults, knobs, settings")
  func provider() throws {
    let text = "options: { pause: 9, put: clear }\nsettings: { userName: { onChange: follow }, provision: assigned }\n"
    let provider = try #require(try load(provider(text)).providers.first)
    let name = try #require(ProviderName("contoso"))
    #expect(provider.name == name && provider.identity == ProviderIdentity(name: name, idp: "Sample IdP"))
    #expect(provider.options == ["region": "eu", "strictNames": false, "pause": 9, "put": "clear"])
    #expect(provider.knobs == ["groupPatchReply": "204", "memberEcho": "full", "putMissing": "clear"])
    #expect(provider.settings.userNameOnChange == .follow && provider.settings.provision == .assigned)
    #expect(provider.settings.autoInvite == nil && !provider.settings.managedAppleID.enabled)
  }

  @Test("Settings that are off may be written out")
  func settingsOff() throws {
    let text = """
      settings:
        autoInvite: false
        managedAppleID: { enabled: false, from: userName, includeAppleIDSubdomain: false }
      """
    let settings = try #require(try load(provider(text)).providers.first).settings
    #expect(settings.managedAppleID.from?.text == "userName" && !settings.managedAppleID.includeAppleIDSubdomain)
  }

  @Test("'no', 'off' and 12:30 are texts")
  func coreSchema() throws {
    let provider = try #require(try load(provider("options: { label: no }")).providers.first)
    #expect(provider.options["label"] == "no")
  }

  @Test("A folder of providers, read by name")
  func folder() throws {
    let configuration = try load(
      SampleFile(name: "config/dragoman.yaml", text: "adapters: [../Plugins/Sample]\nproviders: providers\n"),
      SampleFile(name: "config/providers/acme.yml", text: "provider: acme\nadapter: Sample\n"),
      SampleFile(name: "config/providers/notes.txt", text: "not: [yaml"))
    #expect(configuration.providers.map(\.name.description) == ["acme", "contoso"])
  }

  @Test("A folder without providers is a warning")
  func emptyFolder() throws {
    let tree = try ConfigurationTree([
      SampleFile(name: "config/dragoman.yaml", text: "adapters: [../Plugins]\nproviders: [none]\n"),
      SampleFile(name: "config/none/notes.txt", text: ""),
    ])
    let (configuration, diagnostics) = tree.load()
    #expect(configuration?.providers.isEmpty == true)
    #expect(
      tree.rendered(diagnostics) == """
        config/dragoman.yaml:2:13: warning: no provider's file was found in 'config/none'
         2 | providers: [none]
           |             ^^^^
        """)
  }

  @Test("The mapping's version follows what the mapping does, not how it is written")
  func mappingVersion() throws {
    func version(_ text: String, base: String = SampleFile.valid[3].text) throws -> String {
      let files = [provider(text), SampleFile(name: "Plugins/Sample/mapping.yaml", text: base)]
      return try #require(try load(files[0], files[1]).providers.first).mappingVersion
    }
    let first = try version("")
    #expect(first.count == 12 && first.allSatisfy(\.isHexDigit))
    #expect(try version("mapping: { extends: Sample }  # as it is\n") == first)
    #expect(try version("mapping: { extends: Sample, users: { attributes: { title: title } } }\n") != first)
    let changed = SampleFile.valid[3].text.replacing("displayName: displayName", with: "displayName: trim(displayName)")
    #expect(try version("mapping: { extends: Sample }\n", base: changed) != first)
  }

  @Test("Bases may be files and may have bases; each mapping's examples run once")
  func bases() throws {
    let base = """
      extends: Sample
      users: { attributes: { title: upper(title) } }
      examples: [{ name: loud, given: { userName: a, title: boss }, expect: { title: BOSS } }]

      """
    let configuration = try load(
      SampleFile(name: "config/dragoman.yaml", text: "adapters: [../Plugins]\nproviders: [providers]\n"),
      SampleFile(name: "config/base.yaml", text: base),
      provider("mapping: { extends: ../base.yaml }\n"),
      SampleFile(
        name: "config/providers/acme.yaml",
        text: "provider: acme\nadapter: Sample\nmapping: { extends: ../providers/../base.yaml }\n"))
    let examples = configuration.runExamples()
    #expect(examples.run == 2 && examples.diagnostics.all.isEmpty)
    #expect(configuration.providers.allSatisfy { $0.mapping.rules.contains { $0.attribute == "title" } })
  }

  @Test("A failing example is a diagnostic at its place")
  func failingExample() throws {
    let text = """
      mapping:
        extends: Sample
        examples: [{ name: loud, given: { userName: ada }, expect: { userName: ADA } }]

      """
    let tree = try ConfigurationTree([provider(text)])
    let configuration = try #require(tree.load().configuration)
    let examples = configuration.runExamples()
    #expect(examples.run == 2 && examples.diagnostics.hasErrors)
    #expect(tree.rendered(examples.diagnostics).hasPrefix("config/providers/contoso.yaml:5:74: error: example 'loud'"))
  }
}

extension LimitKey: CustomTestStringConvertible {
  var testDescription: String { name }
}
