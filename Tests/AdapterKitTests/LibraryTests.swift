import AdapterKit
import Foundation
import JSON
import SCIM
import Testing

@Suite struct LibraryTests {
  /// The table that a built library exports.
  private func table() throws -> UnsafeRawPointer {
    let path = try #require(Self.libraryPath, "swift build --product EntraID builds what this tests")
    let handle = try #require(dlopen(path, RTLD_NOW | RTLD_LOCAL), "\(dlerror().map { String(cString: $0) } ?? "")")
    let symbol = try #require(dlsym(handle, "dragoman_adapter"))
    let function = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafeRawPointer?).self)
    return try #require(function())
  }

  private func adapter(_ options: JSONObject = JSONObject()) throws -> LibraryAdapter {
    try LibraryAdapter(table: UnsafePointer(OpaquePointer(try table())), options: AdapterOptions(options))
  }

  private static let libraryPath: String? = {
    let beside = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path ?? "."
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../.build/debug")
    return [beside, root.standardizedFileURL.path].map { $0 + "/libEntraID.so" }.first(
      where: FileManager.default.fileExists)
  }()

  @Test func theLibraryNamesItself() throws {
    #expect(try adapter().manifest["name"] == "EntraID")
  }

  @Test("what only Entra ID's own code reads", arguments: EntraCase.all)
  func entra(_ example: EntraCase) throws {
    let adapter = try adapter()
    let read = try adapter.normalize(example.sent.request)
    guard let expected = example.read else {
      #expect(read == example.sent.request)
      return
    }
    #expect(read.body == expected.body, "\(read.body?.description ?? "none")")
    #expect(!read.notes.isEmpty)
    #expect(try adapter.normalize(read) == read)
  }

  @Test func theCatalogueAndTheLibraryTogetherAreIdempotent() throws {
    let dialect = try Dialect(library: try adapter())
    for wire in EntraCase.all.map(\.sent) + DialectTests.corpus {
      let once = try dialect.normalize(wire.request)
      #expect(try dialect.normalize(once) == once, "\(wire)")
    }
  }

  @Test func anAnswerStaysAsItIs() throws {
    let answer = AdapterResponse(status: 200, body: ["id": "1"])
    #expect(try adapter().render(answer, to: Wire("GET", "/Users/1").request) == answer)
  }

  @Test func manyThreadsMayUseOneInstance() async throws {
    let (adapter, sent) = (try adapter(), EntraCase.guarded.sent.request)
    let expected = try adapter.normalize(sent)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 { group.addTask { (try? adapter.normalize(sent)) == expected } }
      for await same in group { #expect(same) }
    }
  }

  @Test func aTableOfAnotherSizeVersionOrStampIsRefusedBeforeAnyCall() throws {
    let good = try table()
    #expect(throws: TableMismatch.missing) { try LibraryAdapter.check(nil) }
    try withTable(good, 0, UInt32(16)) { table in
      #expect(throws: TableMismatch.size(found: 16, least: 72)) { try LibraryAdapter.check(table.bound()) }
    }
    try withTable(good, 4, UInt32(9)) { table in
      #expect(throws: TableMismatch.version(found: 9, known: 1)) { try LibraryAdapter.check(table.bound()) }
    }
    let stamp = strdup("swift-5.0 linux-x86_64")
    defer { free(stamp) }
    try withTable(good, 8, stamp) { table in
      let mismatch = TableMismatch.stamp(library: "swift-5.0 linux-x86_64", host: AdapterStamp.current)
      #expect(throws: mismatch) { try LibraryAdapter.check(table.bound()) }
      #expect(mismatch.description.contains("swift-5.0") && mismatch.description.contains(AdapterStamp.current))
    }
    try withTable(good, 0, UInt32(4096)) { table in
      #expect(throws: Never.self) { try LibraryAdapter.check(table.bound()) }
    }
  }

  @Test func nullEntriesMeanIdentityAndANullStampIsALibraryWithoutSwift() throws {
    let bare = UnsafeMutableRawPointer.allocate(byteCount: 72, alignment: 8)
    defer { bare.deallocate() }
    bare.initializeMemory(as: UInt8.self, repeating: 0, count: 72)
    bare.storeBytes(of: 72, as: UInt32.self)
    bare.storeBytes(of: 1, toByteOffset: 4, as: UInt32.self)
    let adapter = try LibraryAdapter(table: UnsafeRawPointer(bare).bound(), options: AdapterOptions())
    let sent = EntraCase.guarded.sent.request
    #expect(try adapter.normalize(sent) == sent)
    #expect(try adapter.render(AdapterResponse(status: 204), to: sent) == AdapterResponse(status: 204))
  }

  @Test func theLibraryLinksNeitherADatabaseNorAServer() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["ldd", try #require(Self.libraryPath)]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(output.contains("libswiftCore"))
    for foreign in ["sqlite", "microhttpd", "gnutls", "libpq", "yaml"] { #expect(!output.contains(foreign)) }
  }

  /// A copy of a table with one field changed.
  private func withTable<Field>(
    _ good: UnsafeRawPointer, _ offset: Int, _ field: Field, _ body: (UnsafeRawPointer) throws -> Void
  ) throws {
    let copy = UnsafeMutableRawPointer.allocate(byteCount: 72, alignment: 8)
    defer { copy.deallocate() }
    copy.copyMemory(from: good, byteCount: 72)
    copy.storeBytes(of: field, toByteOffset: offset, as: Field.self)
    try body(UnsafeRawPointer(copy))
  }
}

extension UnsafeRawPointer {
  /// The pointer with the type that the context asks for.
  fileprivate func bound<Pointee>() -> UnsafePointer<Pointee> { UnsafePointer(OpaquePointer(self)) }
}
