import AdapterKit
import JSON
import Testing

@Suite struct LenientFormTests {
  @Test("each form reads what it is for, with a note, and leaves the rest alone", arguments: FormCase.all)
  func form(_ example: FormCase) throws {
    let form = try #require(LenientForms.all.first { $0.name == example.form })
    var request = example.sent.request
    form.normalize(&request)
    guard let read = example.read else {
      #expect(request == example.sent.request)
      return
    }
    #expect(request.path == read.path)
    #expect(request.query == read.query)
    #expect(request.body == read.body, "\(request.body?.description ?? "none")")
    #expect(!request.notes.isEmpty)
  }

  @Test func everyFormHasACaseOfEachSort() {
    for form in LenientForms.all {
      let cases = FormCase.all.filter { $0.form == form.name }
      #expect(cases.contains { $0.read != nil }, "\(form.name) reads nothing")
      #expect(cases.contains { $0.read == nil }, "\(form.name) leaves nothing alone")
    }
  }

  @Test func everyFormCitesTheSectionAndTheFacts() {
    #expect(Set(LenientForms.all.map(\.name)).count == LenientForms.all.count)
    for form in LenientForms.all {
      #expect(form.rfc.hasPrefix("RFC 764"))
      #expect(!form.facts.isEmpty)
      #expect(form.summary.hasSuffix("."))
    }
  }

  @Test func anEmptyListOfRemovalsNeverBecomesABareRemove() throws {
    let dialect = try Dialect()
    for value: JSON in [[], ["members": []]] {
      let request = try dialect.normalize(Wire.group(["op": "remove", "path": "members", "value": value]).request)
      #expect(request.operations?.first?.value == [])
    }
  }

  @Test func aPasswordIsInNoNote() throws {
    let sent = Wire("POST", "/Users", ["userName": "a", "password": "kX8-secret"])
    let request = try Dialect().normalize(sent.request)
    #expect(!request.notes.joined().contains("kX8-secret"))
    #expect(request.body?.description.contains("kX8-secret") == false)
  }

  @Test func notesStayFewShortAndOnOneLine() {
    var request = AdapterRequest(method: "GET", path: "/Users")
    for number in 0..<1000 { request.note("\(number)\n" + String(repeating: "x", count: 1000)) }
    #expect(request.notes.count == AdapterRequest.noteLimit)
    #expect(request.notes.allSatisfy { $0.count <= 240 && !$0.contains("\n") })
  }
}
