import AdapterKit
import Diagnostics
import Directory
import Foundation
import Host
import JSON
import SCIM
import Testing

/// What the door does with several libraries, and with files that change while the host runs.
@Suite("The door, as the host runs", .enabled(if: DoorLibrary.canCompile, "no C compiler (cc) to make libraries with"))
struct DoorProcessTests {
  private let tree: ConfigurationTree

  init() throws { tree = try ConfigurationTree() }

  private func manifest(_ library: String, name: String = "Sample") -> AdapterManifest {
    AdapterManifest(
      folder: tree.path("Plugins/Sample"), name: name, idp: "Sample IdP", version: "1.0.0", evidence: .inferred,
      library: library)
  }

  private func open(_ manifest: AdapterManifest, executableFolder: String? = nil) throws -> Dialect {
    try AdapterDoor(executableFolder: executableFolder).open(manifest, options: [:], schemas: [])
  }

  /// A library whose reading of every request fails with `text`, so that one can tell which it is.
  private func build(_ path: String, saying text: String, marking mark: String? = nil) throws {
    let code = """
      static int32_t say(void *instance, const uint8_t *request, size_t count, dragoman_buffer *out) {
        out->bytes = (uint8_t *)"\(text)";
        out->count = strlen("\(text)");
        return DRAGOMAN_ERROR;
      }
      """
    try DoorLibrary(normalize: "say", code: (mark.map(DoorLibrary.marking) ?? "") + code).build(path)
  }

  private func says(_ dialect: Dialect) -> String? {
    do throws(AdapterFailure) {
      _ = try dialect.normalize(AdapterRequest(method: "GET", path: "/Users"))
      return nil
    } catch { return error.description }
  }

  @Test("Each library is itself, however many were loaded before")
  func distinct() throws {
    for number in 0..<8 {
      try build(tree.path("Plugins/Sample/lib\(number).so"), saying: "number \(number)")
      #expect(says(try open(manifest("lib\(number).so"))) == "number \(number)")
    }
  }

  @Test("A product's library is looked for beside the executable first, then in the adapter's folder")
  func places() throws {
    let bin = tree.path("bin")
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    try build(tree.path("Plugins/Sample/libPlaced.so"), saying: "in the folder")
    #expect(says(try open(manifest("Placed"), executableFolder: bin)) == "in the folder")
    try build(bin + "/libPlaced.so", saying: "beside the executable")
    #expect(says(try open(manifest("Placed"), executableFolder: bin)) == "beside the executable")
  }

  @Test("A library that was rebuilt stays the loaded one until a restart, and that is said")
  func stale() throws {
    let path = tree.path("Plugins/Sample/libRebuilt.so")
    try build(path, saying: "old")
    let rebuilt = manifest("libRebuilt.so")
    #expect(says(try open(rebuilt)) == "old")
    #expect(AdapterDoor().staleness(of: rebuilt) == nil)
    #expect(unlink(path) == 0)
    try build(path, saying: "new", marking: tree.path("ran"))
    #expect(says(try open(rebuilt)) == "old")
    #expect(!FileManager.default.fileExists(atPath: tree.path("ran")), "the new one's code ran")
    let warning = try #require(AdapterDoor().staleness(of: rebuilt))
    #expect(warning.severity == .warning && warning.message.contains("was changed after this host loaded it"))
    #expect(warning.fix == "restart the host")
  }

  @Test("A library that failed and was rebuilt asks for the restart")
  func staleFailure() throws {
    let path = tree.path("Plugins/Sample/libMended.so")
    try DoorLibrary(version: "99").build(path)
    #expect(throws: Diagnostics.self) { try open(manifest("libMended.so")) }
    #expect(unlink(path) == 0)
    try DoorLibrary().build(path)
    let thrown = #expect(throws: Diagnostics.self) { try open(manifest("libMended.so")) }
    #expect(thrown?.all.first?.fix == "restart the host")
  }

  @Test("A file that turned bad after it was loaded is refused the next time")
  func turnedBad() throws {
    let path = tree.path("Plugins/Sample/libTurned.so")
    try DoorLibrary().build(path)
    _ = try open(manifest("libTurned.so"))
    #expect(chmod(path, 0o777) == 0)
    #expect(throws: Diagnostics.self) { try open(manifest("libTurned.so")) }
  }

  @Test("An adapter that can't load takes its own provider out of service and no other")
  func oneOfTwo() throws {
    try tree.write(
      SampleFile(
        name: "Plugins/Broken/adapter.yaml",
        text: "name: Broken\nidp: Broken IdP\nversion: 1.0.0\nevidence: inferred\nlibrary: libBroken.so\n"))
    try tree.write(
      SampleFile(
        name: "config/providers/fabrikam.yaml",
        text: "provider: fabrikam\nadapter: Broken\nmapping: { extends: Sample }\n"))
    try tree.write(
      SampleFile(name: "config/dragoman.yaml", text: "adapters: [../Plugins]\nproviders: [providers]\n"))
    try DoorLibrary(version: "99").build(tree.path("Plugins/Broken/libBroken.so"))
    let providers = try #require(tree.load().configuration?.providers)
    let admissions = providers.map { AdapterDoor().open($0, schemas: []) }
    #expect(providers.map(\.name.description) == ["contoso", "fabrikam"])
    #expect(admissions[0].dialect != nil && admissions[1].dialect == nil)
    #expect(admissions[1].fault?.range?.file.hasSuffix("config/providers/fabrikam.yaml") == true)
  }

  @Test("The sample's own adapters open")
  func real() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
    let (configuration, _) = HostConfiguration.load(root.path + "/config/dragoman.yaml")
    for provider in try #require(configuration).providers {
      let admission = AdapterDoor().open(provider, schemas: [])
      #expect(admission.dialect != nil, "\(admission.fault?.rendered() ?? "")")
    }
  }

  @Test("A declarative adapter needs no library, and its options turn knobs")
  func declarative() throws {
    try tree.write(
      SampleFile(
        name: "config/providers/contoso.yaml", text: "provider: contoso\nadapter: Sample\noptions: { put: clear }\n"))
    let provider = try #require(tree.load().configuration?.providers.first)
    let dialect = try #require(AdapterDoor().open(provider, schemas: []).dialect)
    #expect(dialect.semantics.value(of: "putMissing") == "clear")
    #expect(dialect.answers.memberEcho == .full && dialect.answers.groupPatchReply == .nothing)
  }
}
