import AdapterTesting
import Foundation
import JSON
import Testing

/// `dragoman explain`: the way of each value, for a message and for a user.
@Suite("Explain", .serialized)
struct ExplainTests {
  private let house: CommandLineHouse

  init() throws { house = try CommandLineHouse() }

  private func rule(_ name: String, _ source: JSON?) throws -> JSON {
    try #require(source?["rules"]?.array?.first { $0["attribute"]?.string == name })
  }

  @Test("A message: what the adapter read, each rule in order with its steps, which one won, what was dropped and why")
  func message() async throws {
    try house.map([
      "title": "{ from: title, onEmpty: skip }", "nickName": "{ from: nickName, default: none }",
      "locale": "{ from: locale, when: active eq false }", "userName": "lower(trim(userName))",
    ])
    let text = #"""
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":" Ada@Example.org ","active":"True",
      "locale":"de-CH","emails":[{"value":"a@x.example","type":"home"},{"value":"b@x.example","type":"work"}]}
      """#
    try house.write(SampleFile(name: "ada.json", text: text))
    let outcome = await house.run("explain", "acme", house.path("ada.json"), "--json")
    let source = try #require(try outcome.json.first?["sources"]?.at(0), "\(outcome.text)")
    #expect(source["notes"]?.array?.first?.string?.contains("True") == true)
    let userName = try rule("userName", source)
    let steps = userName["steps"]?.array ?? []
    #expect(steps.map { $0["expression"] } == ["userName", "trim(userName)", "lower(trim(userName))"])
    #expect(steps.map { $0["value"] } == [" Ada@Example.org ", "Ada@Example.org", "ada@example.org"])
    #expect(userName["outcome"] == "made" && userName["result"] == "ada@example.org")
    #expect(userName["place"]?.string?.hasSuffix("acme.yaml:10") == true)
    #expect(try rule("nickName", source)["outcome"] == "defaulted")
    #expect(try rule("locale", source)["reason"]?.string?.contains("active eq false") == true)
    let titles = source["rules"]?.array?.filter { $0["attribute"] == "title" } ?? []
    #expect(titles.count == 2 && titles[0]["reason"]?.string?.contains("onEmpty: skip") == true)
    #expect(try rule("email", source)["result"] == "b@x.example")
    #expect(source["entry"]?["effect"] == "applied")
    #expect(try await house.run("users", "--json").json.isEmpty, "nothing is written")
    let table = await house.run("explain", "acme", house.path("ada.json"))
    #expect(table.code == 0 && table.text.contains("trim(userName)") && table.text.contains("The directory follows"))
  }

  @Test("A message that would be refused says what the IdP would be told; one that exists is explained as a change")
  func answers() async throws {
    try await house.withHost { _ in
      let acme = try await ScimClient(house, "acme")
      try await acme.create("ada")
      try house.write(SampleFile(name: "bad.json", text: #"{"displayName":"x"}"#))
      let bad = await house.run("explain", "acme", house.path("bad.json"))
      #expect(bad.code == 1 && bad.text.contains("400: ") && bad.text.contains("userName"))
      try house.write(SampleFile(name: "ada.json", text: #"{"userName":"ADA","title":"Countess"}"#))
      let known = try await house.run("explain", "acme", house.path("ada.json"), "--json").json.first
      #expect(known?["sources"]?.at(0)?["entry"]?["id"] != nil && known?["values"]?.array?.isEmpty == false)
      #expect(await house.run("explain", "acme", house.path("nothing.json")).code == 1)
      #expect(await house.run("explain", "acme").code == 2)
    }
  }

  @Test("A user: each value with its provider, its time, its mapping version, and whether that one is in force")
  func user() async throws {
    try await house.withHost { _ in
      let acme = try await ScimClient(house, "acme")
      try await acme.create("ada", ["title": "Countess", "nickName": "Ada"])
      let first = try #require(try await house.run("explain", "--user", "ada", "--json").json.first)
      try house.map(["title": "upper(title)"])
      #expect(await house.run("apply").code == 0)
      let second = try #require(try await house.run("explain", "--user", "ada", "acme", "--json").json.first)
      func value(_ name: String, _ answer: JSON) -> JSON? {
        answer["values"]?.array?.first { $0["attribute"]?.string == name }
      }
      #expect(value("title", first)?["provider"] == "acme" && value("title", first)?["inForce"] == true)
      #expect(value("title", second)?["value"] == "COUNTESS" && value("title", second)?["path"] == "upper(title)")
      #expect(value("title", second)?["mapping"] == second["sources"]?.at(0)?["mapping"])
      #expect(value("title", second)?["mapping"] != value("title", first)?["mapping"])
      #expect(value("nickName", second)?["inForce"] == false, "it is what the first mapping made")
      #expect(value("nickName", second)?["at"] == value("nickName", first)?["at"])
      let table = await house.run("explain", "--user", "ada")
      #expect(table.text.contains("upper(title)") && table.text.contains("(earlier)"))
    }
  }
}
