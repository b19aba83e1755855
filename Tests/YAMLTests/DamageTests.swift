import Diagnostics
import Foundation
import Testing
import YAML

/// Whatever happens to a file: a value, or diagnostics with a place in it. Never a crash.
@Suite struct DamageTests {
  private let good = Array(
    """
    # café
    provider: contoso-entra
    mapping:
      users:
        matching: [userName, 'it''s', "a\\u00e9\\n"]
        attributes:
          displayName: coalesce(displayName, join(" ", name.givenName))
          note: |-
            two
              lines
          folded: >
            世界 😀
            text
      examples:
        - name: the work address wins
          given: { userName: " Ada", emails: [{type: home, value: a@home.example}] }
          expect: {}
        - ? complex
          : value
    ---

    """.utf8)

  private func judge(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(filePath: path))
    do throws(Diagnostics) {
      let source = try YAMLSource.read(path, shownAs: "a.yaml")
      _ = source.root?.json()
    } catch {
      #expect(error.hasErrors)
      for diagnostic in error.all {
        let range = try #require(diagnostic.range)
        #expect(range.file == "a.yaml" && range.start.line >= 1 && range.start.column >= 1)
        #expect(range.start.offset <= range.end.offset && range.end.offset <= bytes.count * 3)
        #expect(!diagnostic.rendered().isEmpty)
      }
    }
  }

  private func withFile(_ body: (String) throws -> Void) rethrows {
    let path = FileManager.default.temporaryDirectory.appending(path: "yaml-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test func cutAtEveryByte() throws {
    try withFile { path in
      for end in 0...good.count { try judge(Array(good[..<end]), path) }
      for start in good.indices { try judge(Array(good[start...]), path) }
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func anyBytesReplaced(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let likely = Array("[]{}:,-?|>&*!%@`'\"#\\ \n\t\r".utf8) + [0, 0x80, 0xC3, 0xE2, 0xFF]
    try withFile { path in
      for _ in 0..<400 {
        var bytes = good
        for _ in 0...next(4) {
          let at = next(bytes.count)
          if next(2) == 0 {
            bytes[at] = likely[next(likely.count)]
          } else {
            bytes.insert(likely[next(likely.count)], at: at)
          }
        }
        try judge(bytes, path)
      }
    }
  }
}
