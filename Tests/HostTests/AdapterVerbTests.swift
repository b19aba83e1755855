import Foundation
import JSON
import Testing

@testable import AdapterTesting
@testable import dragoman

/// What an integrator types.
@Suite("Command line: adapters", .serialized)
struct AdapterVerbTests {
  private let house: CommandLineHouse

  init() throws { house = try CommandLineHouse() }

  private func write(_ name: String, _ more: String...) async throws -> String {
    let outcome = await house.run(["adapter", "new", name, "--in", house.folder] + more)
    #expect(outcome.code == 0, "\(outcome.text)")
    return house.path(name)
  }

  @Test("`adapter new` writes a folder that holds as it stands, and `adapter test` says so in words and in JSON")
  func new() async throws {
    let folder = try await write("Acme")
    let outcome = await house.run("adapter", "test", folder)
    #expect(outcome.code == 0 && outcome.text.contains("done: Acme holds"), "\(outcome.text)")
    let json = try await house.run("adapter", "test", folder, "--json").json
    #expect(json.last == ["adapter": "Acme", "passed": true])
    #expect(json.compactMap { $0["check"]?.string }.count == 13)
    let twice = await house.run("adapter", "new", "Acme", "--in", house.folder)
    #expect(twice.code == 1 && twice.text.contains("exists already"))
    for name in ["1st", "a b", "../up", "host/x"] {
      let wrong = await house.run("adapter", "new", name, "--in", house.folder)
      #expect(wrong.code == 1 && wrong.text.contains("can't be an adapter's name"), "\(name)")
    }
  }

  @Test("Made into an IdP with three deviations it holds and serves; with a line that nobody needs it doesn't hold")
  func madeUp() async throws {
    let folder = try await write("Umbra")
    try replace(
      "\(folder)/adapter.yaml", "console:",
      "deviations:\n  groupPatchReply: 200    # UM-04\n  nullMeans: clear        # UM-06\n  emptyString: literal    # UM-07\nconsole:"
    )
    try replace(
      "\(folder)/README.md", "\n\n## Unverified",
      "\n| UM-06 | clears by null | 7643 §2.5 | `nullMeans` | guessed |\n| UM-07 | means \"\" | 7643 §2.5 | `emptyString` | guessed |\n\n## Unverified"
    )
    try replace(
      "\(folder)/Exchanges/03-a-groups-life.yaml", "answer: { status: [200, 204] }", "answer: { status: 200 }")
    try Self.clearing.write(toFile: "\(folder)/Exchanges/04-clearing.yaml", atomically: true, encoding: .utf8)
    let outcome = await house.run("adapter", "test", folder)
    #expect(outcome.code == 0, "\(outcome.text)")
    #expect(outcome.text.contains("3 of 3 are needed") && outcome.text.contains("nullMeans: clear"))
    try replace("\(folder)/adapter.yaml", "\ndeviations:", "\ndeviations:\n  schemaView: entraSafe")
    let spare = await house.run("adapter", "test", folder)
    #expect(
      spare.code == 1
        && spare.text.contains(
          "error: no exchange comes out otherwise without 'schemaView: entraSafe'"),
      "\(spare.text)")
    try replace("\(folder)/adapter.yaml", "\n  schemaView: entraSafe\n  groupPatchReply: 200    # UM-04", "")
    let without = await house.run("adapter", "test", folder)
    #expect(without.code == 1 && without.text.contains("03-a-groups-life.yaml:"), "\(without.text)")
    #expect(without.text.contains("    - 200\n    + 204"))
  }

  @Test("`adapters` and `adapters show` know it once its folder is configured")
  func show() async throws {
    let rows = try await house.run("adapters", "--json").json
    #expect(rows.first { $0["name"] == "Okta" }?["usedBy"] == "globex")
    let okta = await house.run("adapters", "show", "Okta")
    #expect(okta.code == 0, "\(okta.text)")
    for text in [
      "putMissing: keep", "RFC 7644 §3.5.1", "K-11", "authScheme", "bearer, rawHeader, basic",
      "userName: lower(trim(userName))",
    ] {
      #expect(okta.text.contains(text), "\(text)")
    }
    let json = try #require(try await house.run("adapters", "show", "Okta", "--json").json.first)
    #expect(json["deviations"]?.array?.count == 6 && json["health"] == "ok")
    let unknown = await house.run("adapters", "show", "Okto")
    #expect(unknown.code == 1 && unknown.text.contains("did you mean 'Okta'?"))
  }

  @Test("`adapter explain`: raw HTTP and an exchange's request, each deviation that fired, and the RFC's form")
  func explain() async throws {
    let raw =
      "PATCH /scim/v2/x/Users/1?a=b HTTP/1.1\r\nHost: h\r\n\r\n"
      + #"{"Operations":[{"op":"Replace","path":"active","value":"False"}]}"#
    try raw.write(toFile: house.path("raw.http"), atomically: true, encoding: .utf8)
    let okta = CommandLineHouse.root + "/Plugins/Okta"
    let outcome = await house.run("adapter", "explain", okta, house.path("raw.http"))
    #expect(outcome.code == 0, "\(outcome.text)")
    for text in [
      "PATCH /Users/1?a=b", "operationCase  RFC 7644 §3.5.2 · E-31 E-03", "boolFromString", "note: read",
      "\"op\": \"replace\"", "emptyString: clear",
    ] {
      #expect(outcome.text.contains(text), "\(text)\n\(outcome.text)")
    }
    let yaml =
      "method: PATCH\npath: /Users/1\nbody: { schemas: [urn:ietf:params:scim:api:messages:2.0:PatchOp], Operations: [{ op: replace, path: title, value: Clerk }] }\n"
    try yaml.write(toFile: house.path("r.yaml"), atomically: true, encoding: .utf8)
    let plain = await house.run("adapter", "explain", okta, house.path("r.yaml"))
    #expect(plain.code == 0 && plain.text.contains("No deviation fired"))
    try "method: PATHC\npath: /Users/1\n".write(toFile: house.path("r.yaml"), atomically: true, encoding: .utf8)
    let wrong = await house.run("adapter", "explain", okta, house.path("r.yaml"))
    #expect(wrong.code == 1 && wrong.text.contains("r.yaml:1:9: error: 'PATHC' is not a value of 'method'"))
    #expect(await house.run("adapter", "explain", house.folder, "x").code == 2)
  }

  @Test("`deviations` lists the catalogue, and shows one with its example")
  func deviations() async throws {
    let list = await house.run("deviations")
    #expect(list.code == 0 && list.text.contains("operationCase") && list.text.contains("putMissing"))
    let one = await house.run("deviations", "putMissing")
    #expect(one.text.contains("putMissing: keep  →  200 {\"title\":\"Clerk\"}"), "\(one.text)")
    #expect(await house.run("deviations", "operationCase").text.contains("read as"))
    let wrong = await house.run("deviations", "putMising")
    #expect(wrong.code == 1 && wrong.text.contains("did you mean 'putMissing'?"))
  }

  @Test("A Swift adapter written elsewhere: builds on a checkout by path, loads, holds, serves; unbuilt it says how")
  func library() async throws {
    let folder = try await write("Borealis", "--swift", "--checkout", CommandLineHouse.root)
    let unbuilt = await house.run("adapter", "test", folder)
    #expect(
      unbuilt.code == 1 && unbuilt.text.contains("fix: build it: dragoman adapter build \(folder)"), "\(unbuilt.text)")
    let built = await house.run("adapter", "build", folder, "--configuration", "debug")
    #expect(built.code == 0 && built.text.contains("stamp: swift-"), "\(built.text)")
    let outcome = await house.run("adapter", "test", folder)
    #expect(outcome.code == 0 && outcome.text.contains(/library +04-a-full-name.yaml/), "\(outcome.text)")
    let declarative = await house.run("adapter", "build", CommandLineHouse.root + "/Plugins/Okta")
    #expect(declarative.code == 0 && declarative.text.contains("there is nothing to build"))
  }

  @Test("What a new adapter begins with is what Standard has")
  func templates() throws {
    let standard = CommandLineHouse.root + "/Plugins/Standard/"
    let mapping = try String(contentsOfFile: standard + "mapping.yaml", encoding: .utf8)
    #expect(AdapterTemplate.mapping == mapping)
    let story = try String(contentsOfFile: standard + "Story/standard.yaml", encoding: .utf8)
    #expect(AdapterTemplate.story == story)
  }

  private func replace(_ file: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try #require(text.contains(old), "\(file) doesn't hold '\(old)'")
    try text.replacing(old, with: new).write(toFile: file, atomically: true, encoding: .utf8)
  }

  private static let clearing = """
    name: Null clears, an empty text is one
    facts: [UM-06, UM-07]
    evidence: inferred
    exchanges:
      - request:
          method: POST
          path: "/Users"
          body: { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: kim@umbra.example, title: Clerk, nickName: K }
        answer: { status: 201, capture: { user1.id: /id } }
      - request:
          method: PATCH
          path: "/Users/{{user1.id}}"
          body:
            schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]
            Operations: [{ op: replace, value: { title: null, nickName: "" } }]
        answer: { status: 200, absent: [/title], present: [/nickName] }
    directory: { users: [{ userName: kim@umbra.example }], groups: [] }
    audit: [user.created, user.updated]

    """
}
