import Foundation
import Testing

/// Every command of the manuals, carried out.
@Suite("Commands in the manuals", .serialized)
struct ReadmeCommands {
  @Test("The README's lines, one after the other, as a new user types them")
  func session() throws {
    let session = try ReadmeSession()
    let blocks = try Markdown.blocks("README.md").filter { $0.language == "sh" }
    var printed: [String: String] = [:]
    for block in blocks.dropFirst(2) {
      for line in block.lines {
        guard let outcome = try session.type(line) else { continue }
        #expect(outcome.code == 0, "\(block): \(line)\n\(outcome.out)\(outcome.err)")
        printed[line] = outcome.out
      }
    }
    let curls = printed.filter { $0.key.hasPrefix("curl") }.map(\.value).joined(separator: "\n")
    #expect(curls.contains("\"totalResults\":0") && curls.contains("Ada Lovelace") && curls.contains("\"ready\":true"))
    #expect(printed[".build/release/dragoman users"]?.contains("ada@example.org") == true)
    #expect(printed[".build/release/dragoman audit"]?.contains("Microsoft Entra ID") == true)
    #expect(printed[".build/release/dragoman audit --verify"]?.hasPrefix("valid: ") == true)
    let made = try String(contentsOfFile: session.folder + "/config/providers/acme-okta.yaml", encoding: .utf8)
    #expect(made.contains("provider: acme-okta"))
    #expect(session.interrupt() == 0, "Ctrl-C ends the host in good order")
    // What the README says that one may do without a running host.
    let without = try #require(try session.type(".build/release/dragoman users"))
    #expect(without.code == 0 && without.out.contains("ada@example.org"))
  }

  @Test("`provider new` and `token new` say what no IdP can reach, and how to mend it")
  func localURL() throws {
    let session = try ReadmeSession()
    let main = session.folder + "/config/dragoman.yaml"
    let text = try String(contentsOfFile: main, encoding: .utf8)
    try ("publicURL: http://127.0.0.1:8080\n" + text).write(toFile: main, atomically: true, encoding: .utf8)
    for line in ["token new contoso-entra", "provider new acme --adapter Okta"] {
      let local = try #require(try session.type(".build/release/dragoman \(line)"))
      #expect(local.code == 0 && local.out.contains("Only this machine reaches that URL"), "\(local)")
    }
    try ("publicURL: https://scim.example.org\n" + text).write(toFile: main, atomically: true, encoding: .utf8)
    for line in ["token new fabrikam-okta", "provider new acme-two --adapter Okta"] {
      let open = try #require(try session.type(".build/release/dragoman \(line)"))
      #expect(open.code == 0 && !open.out.contains("Only this machine"), "\(open)")
      #expect(open.out.contains("https://scim.example.org/scim/v2/"))
    }
  }

  @Test("The demo ends by itself when nobody watches, and finds the directories identical")
  func demo() throws {
    let outcome = try Executable.run(["demo"])
    #expect(outcome.code == 0 && outcome.out.contains("The directories are identical."), "\(outcome.err)")
    for heading in ["Entra ID", "Okta", "Tenant URL: ", "SCIM connector base URL"] {
      #expect(outcome.out.contains(heading))
    }
  }

  @Test("Every shell line of the other manuals is one that somebody carries out", arguments: Markdown.manuals)
  func others(_ file: String) throws {
    let lines = try Markdown.blocks(file).filter { $0.language == "sh" }.flatMap(\.lines)
    for line in lines where !line.hasPrefix("apt-get ") {
      #expect(ReadmeSession.Line(line) != nil, "\(file): \(line)")
    }
    let languages = Set(try Markdown.blocks(file).map(\.language))
    #expect(languages.isSubset(of: ["", "sh", "text", "yaml", "swift"]), "nobody reads \(languages)")
  }
}
