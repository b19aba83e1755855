import Diagnostics
import Foundation
import Host
import Testing

/// Files of a configuration in a folder of their own, which goes with the value.
final class ConfigurationTree {
  let folder: String

  /// A small configuration that loads without findings, with `files` put over it.
  init(_ files: [SampleFile] = []) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "dragoman-\(UUID().uuidString)").path
    for file in SampleFile.valid + files { try write(file) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ file: SampleFile) throws {
    let url = URL(fileURLWithPath: path(file.name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file.text.utf8).write(to: url)
    guard let mode = file.mode else { return }
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
  }

  func load() -> (configuration: HostConfiguration?, diagnostics: Diagnostics) {
    HostConfiguration.load(path("config/dragoman.yaml"))
  }

  /// The diagnostics as people read them, without the folder's name.
  func rendered() -> String { rendered(load().diagnostics) }

  func rendered(_ diagnostics: Diagnostics) -> String {
    diagnostics.all.map { $0.rendered() }.joined(separator: "\n").replacing(folder + "/", with: "")
  }
}

/// One file of a sample.
struct SampleFile {
  var name: String
  var text: String
  var mode: Int?

  /// What every sample begins with.
  static let valid = [
    SampleFile(
      name: "config/dragoman.yaml",
      text: """
        adapters: [../Plugins]
        providers: [providers/contoso.yaml]

        """),
    SampleFile(
      name: "config/providers/contoso.yaml",
      text: """
        provider: contoso
        adapter: Sample

        """),
    SampleFile(
      name: "Plugins/Sample/adapter.yaml",
      text: """
        name: Sample
        idp: Sample IdP
        version: 1.0.0
        evidence: inferred
        options:
          region: { type: choice, values: [eu, us], default: eu, help: Where the tenant lives. }
          label: { type: text, help: A name for people. }
          strictNames: { type: flag, default: false, help: Whether names are taken literally. }
          pause: { type: number, default: 5, help: Seconds between two rounds. }
          put: { type: choice, values: [keep, clear], default: keep, knob: putMissing, help: What a PUT leaves out. }
        deviations: { groupPatchReply: 204, memberEcho: full }
        console:
          - "Tenant URL: {{url}}"
          - "Secret token: {{token}}"

        """),
    SampleFile(
      name: "Plugins/Sample/mapping.yaml",
      text: """
        users:
          matching: [userName]
          attributes:
            userName: userName
            displayName: displayName
        groups:
          attributes:
            displayName: displayName
        examples:
          - name: as it is
            given: { userName: ada }
            expect: { userName: ada }

        """),
  ]
}

/// A sample under `Samples/broken`: files, each after a line `=== name`, and what must be said of them.
struct BrokenSample: CustomTestStringConvertible, Sendable {
  let name: String
  let files: [SampleFile]
  let expected: String

  var testDescription: String { name }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Samples/broken")

  static let all: [BrokenSample] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().map(BrokenSample.init(reading:))
  }()

  init(reading name: String) {
    let text = (try? String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)) ?? ""
    var files: [SampleFile] = []
    for part in ("\n" + text).components(separatedBy: "\n=== ").dropFirst() {
      let head = part.prefix { $0 != "\n" }
      let words = head.split(separator: " ")
      let mode = words.count > 1 ? Int(words[1], radix: 8) : nil
      files.append(SampleFile(name: String(words[0]), text: String(part.dropFirst(head.count + 1)) + "\n", mode: mode))
    }
    self.name = name
    expected = (files.last?.text ?? "").trimmingCharacters(in: .newlines)
    self.files = files.dropLast()
  }
}

extension SampleFile: Sendable {}
