import Foundation
import Testing

/// `.ci/run` says what the README says, and notices what was skipped.
@Suite("The gate")
struct ReadmeCI {
  private static let script = Result { try Markdown.text(".ci/run") }

  /// What an `apt-get install` line installs.
  static func packages(_ line: String) throws -> [String] {
    let list = try #require(line.firstMatch(of: /apt-get install ((?:-[a-zA-Z]+ )*)([a-z0-9. -]+)/), "\(line)")
    return list.2.split(separator: " ").map(String.init).sorted()
  }

  @Test("Both lines at the README's top install what they need, the second what the gate installs")
  func packages() throws {
    let lines = try Markdown.blocks("README.md").filter { $0.language == "sh" }.prefix(2).map(\.lines)
    try #require(lines.map(\.count) == [1, 1])
    let gate = try Self.packages(try Self.script.get())
    let (show, test) = (try Self.packages(lines[0][0]), try Self.packages(lines[1][0]))
    #expect(test == gate)
    #expect(Set(show).isSubset(of: gate))
    let manifest = try Markdown.text("Package.swift").matches(of: /apt: "([^"]+)"/).map { String($0.1) }
    // libmicrohttpd-dev brings GnuTLS's headers.
    #expect(Set(manifest).subtracting(["libgnutls28-dev"]) == Set(show))
    #expect(lines[0][0].hasSuffix(" && swift build -c release && .build/release/dragoman demo"))
    #expect(lines[1][0].hasSuffix(" && swift test"))
  }

  @Test("The gate's steps are there")
  func steps() throws {
    let text = try Self.script.get()
    for step in [
      "swift format lint --strict --recursive", "--explicit-target-dependency-import-check error", "dragoman\" check",
      "swift test --skip-build",
    ] { #expect(text.contains(step)) }
    #expect(FileManager.default.isExecutableFile(atPath: Markdown.root + "/.ci/run"))
  }

  @Test(
    "What says that a test was skipped is seen",
    arguments: [
      "SKIPPED: the PostgreSQL part of the tests: it isn't installed",
      #"➜ Test "Owned by somebody else" skipped: "root""#,
      #"➜ Suite TLSTests skipped: "the command 'openssl' is missing""#, "➜ Test c() skipped.",
      #"➜ Test d() was cancelled after 0.001 seconds: "no curl""#, "Test Case 'A.b' skipped (0.0 seconds)",
    ])
  func seen(_ line: String) throws { #expect(try Self.matches(line)) }

  @Test(
    "What doesn't is not",
    arguments: [
      #"✔ Test "Members that a skipped: rule leaves out" passed after 0.1 seconds."#,
      #"✔ Test run with 5 tests in 1 suite passed after 0.138 seconds."#, "SKIPPEDLY: no",
      "\t Executed 0 tests, with 0 failures (0 unexpected) in 0.0 (0.0) seconds",
    ])
  func unseen(_ line: String) throws { #expect(try !Self.matches(line)) }

  /// Whether the script's own pattern finds the line.
  private static func matches(_ line: String) throws -> Bool {
    let pattern = String(try #require(try script.get().firstMatch(of: /(?m)^skipped='(.*)'$/)).1)
    let file = FileManager.default.temporaryDirectory.appending(path: "dragoman-line-\(UUID().uuidString)").path
    try (line + "\n").write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    return try Executable.run("/bin/sh", ["-c", #"grep -aE "$0" "$1""#, pattern, file], in: "/").code == 0
  }
}
