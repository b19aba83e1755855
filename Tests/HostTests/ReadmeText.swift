import AdapterKit
import Foundation
import Testing
import Tokens

@testable import Host
@testable import dragoman

/// What the manuals claim of files, verbs and numbers.
@Suite("Claims in the manuals")
struct ReadmeText {
  /// What a line of the tree that goes on with the one above begins with.
  private static let below = String(repeating: " ", count: 24)

  @Test("Every file and folder that is named exists", arguments: Markdown.manuals)
  func paths(_ file: String) throws {
    let folder = (file as NSString).deletingLastPathComponent
    let tops = ["Sources", "Plugins", "Tests", "config", ".ci"]
    for match in try Markdown.text(file).matches(of: /`([A-Za-z.][\w.\/*-]*)`|\]\(([\w.\/-]+)\)/) {
      let path = String(match.1 ?? match.2 ?? "")
      let isOurs = tops.contains { path.hasPrefix($0 + "/") } && path != "config/.dragoman"
      let isFile = path.contains(/^[\w-]+\.(md|yaml|swift|conf|service)$/) || ["Caddyfile"].contains(path)
      guard isOurs || isFile || match.2 != nil, !path.contains("*"), !path.contains("Name") else { continue }
      let places = isOurs ? [""] : ["", folder + "/", "Plugins/Standard/", "config/reverse-proxy/", "config/"]
      #expect(
        places.contains { FileManager.default.fileExists(atPath: "\(Markdown.root)/\($0)\(path)") }, "\(file): \(path)")
    }
  }

  @Test("The tree of modules is that of Sources")
  func modules() throws {
    let tree = try #require(try Markdown.blocks("README.md").first { $0.text.contains("rung 0") }).text
    let marks = ["rung", "                C  ", "\(Self.below)C"]
    let lines = tree.split(separator: "\n").filter { line in marks.contains { line.contains($0) } }
    let named = lines.flatMap { line in
      line.dropFirst(24).prefix { $0 != "\n" }.split(separator: "  ").first.map { $0.split(separator: " ") } ?? []
    }
    let folders = try FileManager.default.contentsOfDirectory(atPath: Markdown.root + "/Sources")
    #expect(Set(named.map(String.init)) == Set(folders.filter { !$0.hasSuffix(".docc") }))
  }

  @Test("Every verb that people are told to type exists, with its flags")
  func verbs() throws {
    let texts = Markdown.manuals + Markdown.files(under: ["config"]) { !$0.contains(".dragoman/") && $0.contains(".") }
    let sources = Markdown.files(under: ["Sources"]) { $0.hasSuffix(".swift") }
    var seen = 0
    for file in texts + sources where !file.contains("/Samples/") {
      let text = (try? Markdown.text(file)) ?? ""
      for match in text.matches(of: /[`'\/]dragoman ([a-z][^`'"\n(]*)[`'\n]/) {
        let words = match.1.split(separator: " ").map(String.init)
        #expect(throws: Never.self, "\(file): dragoman \(match.1)") { try Invocation(Self.typed(words) + ["--help"]) }
        seen += 1
      }
    }
    #expect(seen > 20)
  }

  /// The words that are typed as they stand, without placeholders such as FILE or NAME.
  private static func typed(_ words: [String]) -> [String] {
    words.filter { !$0.contains("\\") && !$0.hasPrefix("#") }
  }

  @Test("The table of limits says what the code holds to")
  func limits() throws {
    let limits = Limits()
    func bytes(_ number: Int) -> String { Quantity.text(bytes: number) }
    func count(_ number: Int) -> String {
      number < 1000 ? "\(number)" : "\(number / 1000),\(String(number % 1000 + 1000).dropFirst())"
    }
    let rows = [
      ("body of a user, of a group", "\(bytes(limits.userBodyBytes)), \(bytes(limits.groupBodyBytes))"),
      ("a bulk; its operations", "\(bytes(limits.bulkBodyBytes)); \(count(limits.bulkOperations))"),
      (
        "operations in a PATCH, members in a request",
        "\(count(limits.patchOperations)), \(count(limits.membersPerRequest))"
      ),
      (
        "nesting of JSON; a filter",
        "\(limits.jsonDepth); \(bytes(limits.filterBytes)), \(limits.filterDepth) deep, \(limits.filterTerms) terms"
      ),
      ("a text; a user name", "\(bytes(limits.stringBytes)); \(bytes(limits.userNameBytes))"),
      ("a page", "\(count(limits.pageSize)) (\(limits.defaultPageSize) unless asked)"),
      ("a cursor is good for", "\(limits.cursorTime.components.seconds / 3600) hour from the page that brought it"),
      ("extensions of a provider; attributes of one", "\(limits.extensions); \(limits.extensionAttributes)"),
      ("header, fields, target", "\(bytes(limits.headerBytes)), \(limits.headerFields), \(bytes(limits.uriBytes))"),
      ("connections, of one address", "\(count(limits.connections)), \(limits.connectionsPerSource)"),
      ("requests of a provider", "\(limits.requestsPerSecond) a second, \(limits.requestBurst) at once"),
      ("tokens of a provider", "\(TokenRegister.slots.count)"),
      (
        "an isolated adapter: processes, time for a message, memory of each",
        "\(limits.adapterProcesses), \(limits.adapterTime.components.seconds) s, \(bytes(limits.adapterMemoryBytes))"
      ),
    ]
    let section = try #require(try Markdown.text("README.md").components(separatedBy: "\n## Limits\n").last)
    let shown = section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2).map(String.init)
    #expect(shown == rows.map { "| \($0.0) | \($0.1) |" })
  }

  @Test("A proxy's sizes and times are the host's", arguments: ["Caddyfile", "nginx.conf"])
  func proxies(_ name: String) throws {
    let text = try Markdown.text("config/reverse-proxy/\(name)")
    let limits = Limits()
    let known: [String: Int] = [
      "groupBody": limits.groupBodyBytes, "headerSize": limits.headerBytes, "uriLength": limits.uriBytes,
      "headerTime": Int(limits.headerTime.components.seconds), "bodyTime": Int(limits.bodyTime.components.seconds),
      "idleTime": Int(limits.idleTime.components.seconds),
    ]
    let units = ["m": 1 << 20, "MiB": 1 << 20, "k": 1 << 10, "KiB": 1 << 10, "s": 1]
    let lines = text.matches(of: /(\d+)(MiB|KiB|[mks]);? +# limits: .*?(\w+)\n/)
    #expect(lines.count >= 2)
    for line in lines {
      #expect(Int(line.1).map { $0 * (units[String(line.2)] ?? 0) } == known[String(line.3)], "\(line.3)")
    }
    #expect(text.contains("127.0.0.1:8080") && text.contains("/scim/v2/") && !text.contains("127.0.0.1:8081"))
  }

  @Test("The adapter that the manual exports is written as a real one is")
  func exportOfAnAdapter() throws {
    let block = try #require(try Markdown.blocks("Plugins/README.md").first { $0.language == "swift" })
    let real = try Markdown.text("Plugins/EntraID/Sources/Export.swift").replacing("EntraID", with: "Name")
    let shown = block.lines.map { $0.trimmingCharacters(in: .whitespaces) }
    let lines = real.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(shown.count == 4 && shown.allSatisfy(lines.contains))
  }

  @Test("The smallest frame is the one that the manual shows")
  func smallestFrame() throws {
    let manual = try Markdown.text("Plugins/README.md")
    let shown = try #require(manual.firstMatch(of: /204 without anything: `([0-9A-F ]+)`/))
    let bytes = try Frame.encode(AdapterResponse(status: 204))
    #expect(bytes.map { String(format: "%02X", $0) }.joined() == shown.1.replacing(" ", with: ""))
  }

  @Test("The unit for systemd starts the host with flags that it takes")
  func unit() throws {
    let text = try Markdown.text("config/dragoman.service")
    let line = try #require(text.firstMatch(of: /ExecStart=\S+\/dragoman (.*)\n/)).1
    #expect(throws: Never.self) { try Invocation(line.split(separator: " ").map(String.init)) }
  }
}
