import Diagnostics
import Foundation
import Host
import JSON
import Testing

/// Libraries that can't be used, whether the host or a process of its own is to load them: a place, a reason, a command.
@Suite("The door, for every isolation", .serialized, .enabled(if: DoorLibrary.canCompile, "no C compiler (cc)"))
struct DoorIsolationTests {
  private let tree: ConfigurationTree

  init() throws {
    tree = try ConfigurationTree([
      SampleFile(name: "config/dragoman.yaml", text: "adapters: [../Plugins]\nproviders: [providers/contoso.yaml]\n")
    ])
  }

  /// What the door says of the provider, with a library of that name; each has one, since the loader forgets none.
  private func fault(_ isolation: AdapterIsolation, _ name: String, time: String = "2s") throws -> String {
    let limits = "limits: { adapterTime: \(time) }\n"
    try tree.write(
      SampleFile(
        name: "config/dragoman.yaml", text: limits + "adapters: [../Plugins]\nproviders: [providers/contoso.yaml]\n"))
    try tree.write(
      SampleFile(
        name: "config/providers/contoso.yaml",
        text: "provider: contoso\nadapter: Sample\nisolation: \(isolation.rawValue)\n"))
    try tree.write(
      SampleFile(
        name: "Plugins/Sample/adapter.yaml",
        text: SampleFile.valid[2].text.replacing("deviations:", with: "library: ./\(name).so\ndeviations:")))
    let check = HostCheck(tree.path("config/dragoman.yaml"))
    return tree.rendered(check.diagnostics)
  }

  private func expect(
    _ said: String, _ reason: String, _ word: String, fix: String = "dragoman adapter build Plugins/Sample"
  ) {
    #expect(said.hasPrefix("config/providers/contoso.yaml:2:10: error: "), "\(word): \(said)")
    #expect(said.contains(reason) && said.contains(" = fix: ") && said.contains(fix), "\(word): \(said)")
  }

  @Test("Missing, cut short, of another machine or version, no table, no library", arguments: AdapterIsolation.allCases)
  func unusable(_ isolation: AdapterIsolation) throws {
    let word = isolation.rawValue
    func path(_ name: String) -> String { tree.path("Plugins/Sample/\(word)-\(name).so") }
    func said(_ name: String) throws -> String { try fault(isolation, "\(word)-\(name)") }

    expect(try said("missing"), "was not found at", word)
    try DoorLibrary().build(path("whole"))
    let whole = try Data(contentsOf: URL(fileURLWithPath: path("whole")))
    for count in [0, 3, 63, 64, 200, 4096, whole.count / 2] {
      try write(whole.prefix(count), path("short\(count)"))
      let reason = count < 64 ? "can't be loaded: " : "is cut short"
      expect(try said("short\(count)"), reason, "\(word) \(count)")
    }
    var foreign = whole
    foreign[18] = whole[18] == 62 ? 183 : 62
    try write(foreign, path("foreign"))
    expect(try said("foreign"), "was built for \(whole[18] == 62 ? "arm64" : "x86_64"), and this host runs on", word)
    try write(Data("not a library, whatever its name says, but more than a header's length of text".utf8), path("text"))
    expect(try said("text"), "can't be loaded: ", word)
    try DoorLibrary(version: "99", create: "die", code: DoorLibrary.deadly).build(path("version"))
    expect(try said("version"), "speaks version 99 of the adapter table, this host version 1", word)
    try DoorLibrary(stamp: #""swift-5.9 linux-vax""#, create: "die", code: DoorLibrary.deadly).build(path("stamp"))
    expect(try said("stamp"), "was built with swift-5.9 linux-vax", word)
    try DoorLibrary(returns: "0").build(path("table"))
    expect(try said("table"), "returned no adapter table", word)
    try DoorLibrary(symbol: "dragoman_adaptor").build(path("symbol"))
    expect(try said("symbol"), "doesn't export 'dragoman_adapter'", word)
    try DoorLibrary(code: "extern int nobody_has_this(void); int needs_it(void) { return nobody_has_this(); }")
      .build(path("symbols"))
    expect(try said("symbols"), "nobody_has_this", word)
    #expect(chmod(path("whole"), 0o777) == 0)
    expect(try said("whole"), "others than its owner may change", word, fix: "chmod go-w")
    #expect(chmod(path("whole"), 0o755) == 0)
    #expect(try said("whole").isEmpty)
  }

  @Test("A library that traps, leaves or never returns while it is loaded or made: only a process of its own is lost")
  func deadly() throws {
    let wild = [
      ("loading-traps", "ended by signal", #"__attribute__((constructor)) static void go(void) { __builtin_trap(); }"#),
      ("loading-leaves", "ended with code 7", #"__attribute__((constructor)) static void go(void) { _exit(7); }"#),
      (
        "loading-hangs", "didn't answer in time",
        #"__attribute__((constructor)) static void go(void) { for (;;) pause(); }"#
      ),
    ]
    for (name, reason, code) in wild {
      try DoorLibrary(code: "#include <unistd.h>\n" + code).build(tree.path("Plugins/Sample/\(name).so"))
      let said = try fault(.process, name, time: name == "loading-hangs" ? "400ms" : "2s")
      expect(said, reason, name)
      #expect(said.contains("while it opened 'Plugins/Sample/\(name).so'"), "\(said)")
    }
    try DoorLibrary(create: "die", code: DoorLibrary.deadly).build(tree.path("Plugins/Sample/making-aborts.so"))
    expect(try fault(.process, "making-aborts"), "ended by signal 6 (Aborted)", "making")
  }

  @Test("An option that the library refuses is shown in the provider's file, whoever asked the library")
  func option() throws {
    let error = #"{\"option\":\"region\",\"message\":\"must be us for this tenant\"}"#
    try DoorLibrary(create: "fail", release: "give_back", code: DoorLibrary.failing(error))
      .build(tree.path("Plugins/Sample/picky.so"))
    let said = try fault(.process, "picky")
    #expect(said.contains("error: option 'region': must be us for this tenant"), "\(said)")
  }

  private func write(_ bytes: Data, _ path: String) throws {
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(chmod(path, 0o755) == 0)
  }
}
