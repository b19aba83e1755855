import Diagnostics
import Foundation
import Testing
import YAML

@Suite struct ReadingTests {
  private func message(_ path: String) -> String? {
    let diagnostics = #expect(throws: Diagnostics.self) { try YAMLSource.read(path, shownAs: "shown.yaml") }
    #expect(diagnostics?.all.first?.range?.file == "shown.yaml")
    return diagnostics?.all.first?.message
  }

  private func withPath(_ body: (String) throws -> Void) rethrows {
    let path = FileManager.default.temporaryDirectory.appending(path: "yaml-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test func aMissingFileIsADiagnostic() {
    #expect(message("/nowhere/at/all.yaml") == "the file can't be read: No such file or directory")
  }

  @Test func aFolderOrDeviceIsNoFile() {
    #expect(message("/tmp") == "the file can't be read: it isn't a regular file")
    #expect(message("/dev/zero") == "the file can't be read: it isn't a regular file")
  }

  @Test func aPipeIsNotWaitedFor() {
    withPath { path in
      #expect(mkfifo(path, 0o600) == 0)
      #expect(message(path) == "the file can't be read: it isn't a regular file")
    }
  }

  @Test func aFileOfAHundredMegabytesIsNotReadWhole() throws {
    try withPath { path in
      #expect(FileManager.default.createFile(atPath: path, contents: Data("a: 1\n".utf8)))
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      try file.truncate(atOffset: 100_000_000)
      try file.close()
      #expect(message(path) == "the file is larger than 1 MiB")
    }
  }

  @Test func aLinkIsFollowed() throws {
    try withPath { path in
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: Samples.path("Fields", "good"))
      let source = try YAMLSource.read(path, shownAs: "shown.yaml")
      #expect(source.file == "shown.yaml")
      #expect(source.root?["provider"]?.scalar == "contoso-entra")
    }
  }
}
