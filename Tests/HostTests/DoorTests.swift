import AdapterKit
import Diagnostics
import Foundation
import JSON
import Testing

@testable import Host

/// Every check of the door, each with a library that fails it, and a library that passes them all.
@Suite("The door", .enabled(if: DoorLibrary.canCompile, "no C compiler (cc) to make libraries with"))
struct DoorTests {
  private let tree: ConfigurationTree
  private let path: String

  init() throws {
    let manifest = SampleFile.valid[2].text.replacing("deviations:", with: "library: ./libSample.so\ndeviations:")
    tree = try ConfigurationTree([
      SampleFile(name: "config/providers/contoso.yaml", text: "provider: contoso\nadapter: Sample\n"),
      SampleFile(name: "Plugins/Sample/adapter.yaml", text: manifest),
    ])
    path = tree.path("Plugins/Sample/libSample.so")
  }

  /// What the door says of the one provider.
  private func open() throws -> AdapterAdmission {
    let provider = try #require(tree.load().configuration?.providers.first)
    return AdapterDoor().open(provider, schemas: [])
  }

  private func fault() throws -> String {
    let fault = try #require(try open().fault)
    return tree.rendered(Diagnostics([fault]))
  }

  @Test("A library without entries is the identity, but for the dialect's own semantics")
  func identity() throws {
    try DoorLibrary().build(path)
    let dialect = try #require(try open().dialect)
    let request = AdapterRequest(method: "GET", path: "/Users/1", query: "a=b", headers: [AdapterHeader("X", "y")])
    let normalized = try dialect.normalize(request)
    #expect(normalized.path == "/Users/1" && normalized.query == "a=b" && normalized.headers == request.headers)
    #expect(normalized.semantics == dialect.semantics && normalized.notes.isEmpty)
    let answer = AdapterResponse(status: 200, body: ["id": "1"])
    #expect(dialect.render(answer, to: normalized) == answer)
  }

  @Test("A library's code is called, and told the options with their defaults")
  func code() throws {
    let create = """
      static char seen[4096];
      static int32_t keep(void *context, const uint8_t *json, size_t count, void **instance, dragoman_buffer *out) {
        if (count >= sizeof seen) return DRAGOMAN_ERROR;
        memcpy(seen, json, count);
        *instance = seen;
        return DRAGOMAN_OK;
      }
      static int32_t say(void *instance, const uint8_t *request, size_t count, dragoman_buffer *out) {
        out->bytes = (uint8_t *)strdup(instance);
        out->count = strlen(instance);
        return DRAGOMAN_ERROR;
      }
      static void give_back(dragoman_buffer buffer) { free(buffer.bytes); }
      """
    try DoorLibrary(create: "keep", normalize: "say", release: "give_back", code: create).build(path)
    let dialect = try #require(try open().dialect)
    let failure = #expect(throws: AdapterFailure.self) {
      try dialect.normalize(AdapterRequest(method: "GET", path: "/Users"))
    }
    let said = try JSON(parsing: try #require(failure).description)
    #expect(said["options"] == ["region": "eu", "strictNames": false, "pause": 5, "put": "keep"])
    #expect(said["schemas"] == [])
  }

  @Test("No library: the places that were looked at")
  func missing() throws {
    #expect(
      try fault() == """
        config/providers/contoso.yaml:2:10: error: the adapter's library was not found at \
        'Plugins/Sample/libSample.so'
         2 | adapter: Sample
           |          ^^^^^^
            = fix: build it: dragoman adapter build Plugins/Sample
        """)
  }

  @Test("Others may write it", arguments: [0o666, 0o777, 0o775, 0o757])
  func mode(_ mode: Int) throws {
    try DoorLibrary(code: DoorLibrary.marking(tree.path("ran"))).build(path)
    #expect(chmod(path, mode_t(mode)) == 0)
    let said = try fault()
    #expect(said.contains("others than its owner may change the adapter's library"))
    #expect(said.contains("(mode 0\(String(mode, radix: 8)))") && said.contains("fix: if you trust it: chmod go-w "))
    #expect(!FileManager.default.fileExists(atPath: tree.path("ran")), "its code ran")
  }

  @Test("A group of one is no other; root's group, a shared one and an unknown user's are")
  func privateGroup() throws {
    let daemon = try #require(getpwnam("daemon")).pointee
    let own = try #require(getgrnam("daemon")).pointee
    let isOwn = daemon.pw_gid == own.gr_gid && own.gr_mem.pointee == nil
    #expect(isPrivateGroup(own.gr_gid, of: daemon.pw_uid) == isOwn)
    #expect(!isPrivateGroup(own.gr_gid &+ 1, of: daemon.pw_uid))
    #expect(!isPrivateGroup(0, of: 0) && !isPrivateGroup(0, of: daemon.pw_uid))
    #expect(!isPrivateGroup(54321, of: 54321))
  }

  @Test("Owned by somebody else", .enabled(if: geteuid() == 0, "only root can give a file away"))
  func owner() throws {
    try DoorLibrary(code: DoorLibrary.marking(tree.path("ran"))).build(path)
    #expect(chown(path, 54321, 54321) == 0)
    let said = try fault()
    #expect(said.contains("is owned by user 54321, not by root or by root") && said.contains("chown root "))
    #expect(!FileManager.default.fileExists(atPath: tree.path("ran")), "its code ran")
  }

  @Test("A symbolic link, even to a good library")
  func link() throws {
    let good = tree.path("Plugins/Sample/good.so")
    try DoorLibrary(code: DoorLibrary.marking(tree.path("ran"))).build(good)
    #expect(symlink(good, path) == 0)
    #expect(try fault().contains("is a symbolic link"))
    #expect(!FileManager.default.fileExists(atPath: tree.path("ran")), "its code ran")
  }

  @Test("A folder and a pipe are no files, and the pipe doesn't block")
  func notRegular() throws {
    #expect(mkdir(path, 0o755) == 0)
    #expect(try fault().contains("is not a regular file"))
    #expect(rmdir(path) == 0)
    #expect(mkfifo(path, 0o644) == 0)
    #expect(try fault().contains("is not a regular file"))
  }

  @Test("Bytes that are no library")
  func notLoadable() throws {
    try tree.write(SampleFile(name: "Plugins/Sample/libSample.so", text: "not a library", mode: 0o644))
    #expect(try fault().contains("can't be loaded: "))
  }

  @Test("The exported function is missing")
  func symbol() throws {
    try DoorLibrary(symbol: "dragoman_adaptor").build(path)
    #expect(try fault().contains("doesn't export 'dragoman_adapter'"))
  }

  @Test("No table, a table too small, of another version: nothing in it is called")
  func table() throws {
    let deadly = DoorLibrary.deadly
    let wrong: [(DoorLibrary, String)] = [
      (DoorLibrary(returns: "0"), "the library returned no adapter table"),
      (DoorLibrary(size: "16", create: "die", code: deadly), "the library's adapter table has 16 bytes, at least"),
      (DoorLibrary(version: "99", create: "die", code: deadly), "the library speaks version 99 of the adapter table"),
      (
        DoorLibrary(manifest: #""{\"name\":\"Other\"}""#, create: "die", code: deadly),
        "is that of the adapter 'Other'"
      ),
    ]
    for (number, (library, expected)) in wrong.enumerated() {
      let name = "libSample\(number).so"
      try tree.write(
        SampleFile(
          name: "Plugins/Sample/adapter.yaml",
          text: SampleFile.valid[2].text.replacing("deviations:", with: "library: \(name)\ndeviations:")))
      try library.build(tree.path("Plugins/Sample/\(name)"))
      let said = try fault()
      #expect(said.contains(expected) && said.contains("dragoman adapter build Plugins/Sample"))
    }
  }

  @Test("Built by another toolchain: both stamps and the command are named, nothing is called")
  func stamp() throws {
    try DoorLibrary(stamp: "\"swift-5.9 linux-vax\"", create: "die", code: DoorLibrary.deadly).build(path)
    let said = try fault()
    #expect(said.contains("built with swift-5.9 linux-vax, this host with \(AdapterStamp.current)"))
    #expect(said.contains("fix: build it: dragoman adapter build Plugins/Sample"))
  }

  @Test("The host's own stamp is let in")
  func sameStamp() throws {
    try DoorLibrary(stamp: "\"\(AdapterStamp.current)\"").build(path)
    #expect(try open().dialect != nil)
  }

  @Test("An option that the library refuses is shown in the provider's file")
  func option() throws {
    let error = #"{\"option\":\"region\",\"message\":\"must be us for this tenant\"}"#
    try DoorLibrary(create: "fail", release: "give_back", code: DoorLibrary.failing(error)).build(path)
    try tree.write(
      SampleFile(
        name: "config/providers/contoso.yaml", text: "provider: contoso\nadapter: Sample\noptions: { region: eu }\n"))
    #expect(
      try fault() == """
        config/providers/contoso.yaml:3:20: error: option 'region': must be us for this tenant
         3 | options: { region: eu }
           |                    ^^
        """)
  }

  @Test("Any other text of 'create' is passed on")
  func createError() throws {
    try DoorLibrary(create: "fail", release: "give_back", code: DoorLibrary.failing("no luck")).build(path)
    #expect(try fault().contains("error: the adapter refuses its options: no luck\n"))
  }
}
