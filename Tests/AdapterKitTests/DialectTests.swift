import AdapterKit
import JSON
import SCIM
import Testing

@Suite struct DialectTests {
  static let corpus: [Wire] =
    FormCase.all.flatMap { [$0.sent] + [$0.read].compactMap { $0 } } + [
      Wire("DELETE", "/Users/1"), Wire("GET", "/ServiceProviderConfig"), Wire("PATCH", "/Users/1", "text"),
      Wire("PATCH", "/Users/1", ["Operations": ["no object", ["op": 7, "path": ["x"], "value": [[[]]]]]]),
      .user(["op": "Replace", "path": "emails[type eq", "value": "x"], ["op": "Add", "path": ".", "value": "x"]),
      .user(["op": "add", "path": "[", "value": nil], ["op": "add", "path": "urn:", "value": [:]]),
      Wire("GET", "/Users?filter=%zz&&?&=&filter="), Wire("POST", "/.search", ["filter": "a[b[c eq d]]"]),
    ]

  @Test("the same request gives the same request, and a normalised one stays as it is", arguments: corpus)
  func pureAndIdempotent(_ wire: Wire) throws {
    let dialect = try Dialect()
    let once = try dialect.normalize(wire.request)
    #expect(try dialect.normalize(wire.request) == once)
    #expect(try dialect.normalize(once) == once)
  }

  @Test("strict reads nothing into a request", arguments: corpus)
  func strict(_ wire: Wire) throws {
    let request = try Dialect(strict: true).normalize(wire.request)
    #expect(request == wire.request)
    #expect(request.semantics == .rfc)
  }

  @Test func legacyAndFlaggedRequestsOfEntraIDBecomeTheSame() throws {
    let dialect = try Dialect()
    let pairs: [(Wire, Wire)] = [
      (
        .user(["op": "Replace", "path": "active", "value": "False"]),
        .user(["op": "replace", "path": "active", "value": false])
      ),
      (
        .user(["op": "Add", "path": "nickName", "value": "Bo"]),
        .user(["op": "add", "path": "nickName", "value": "Bo"])
      ),
      (
        .user(["op": "Add", "path": "manager", "value": [["$ref": "https://h/Users/7", "value": "7"]]]),
        .user([
          "op": "add", "path": .string(enterprise + ":manager"), "value": ["$ref": "https://h/Users/7", "value": "7"],
        ])
      ),
    ]
    for (legacy, flagged) in pairs {
      #expect(try dialect.normalize(legacy.request).body == dialect.normalize(flagged.request).body)
    }
  }

  @Test func everyKnobTakesEachOfItsValuesAndNoOther() throws {
    for knob in Knobs.all {
      #expect(!knob.facts.isEmpty, "\(knob.name) cites no fact")
      #expect(knob.values.contains(knob.standard) && knob.values.contains(knob.strict), "\(knob.name)")
      for value in knob.values { _ = try Dialect(knobs: [knob.name: value]) }
      let error = #expect(throws: AdapterOptionError.self) { try Dialect(knobs: [knob.name: "nonsense"]) }
      #expect(error?.option == knob.name)
    }
    #expect(throws: AdapterOptionError.self) { try Dialect(knobs: ["unmachedFilter": "create"]) }
  }

  @Test func writingKnobsReachTheRequest() throws {
    let knobs = ["unmatchedFilter": "noTarget", "putMissing": "clear", "nullMeans": "clear", "memberEcho": "full"]
    let dialect = try Dialect(knobs: knobs)
    let semantics = try dialect.normalize(Wire("PUT", "/Users/1", [:]).request).semantics
    #expect(semantics.unmatchedFilter == .noTarget)
    #expect(semantics.putMissing == .clear)
    #expect(semantics.nullMeans == .clear)
    #expect(semantics.emptyString == .clear)
    #expect(dialect.answers.memberEcho == .full)
  }

  @Test func aStrictDialectReadsStringBooleansWhenTheKnobSaysSo() throws {
    let sent = Wire.user(["op": "replace", "path": "active", "value": "False"]).request
    #expect(
      try Dialect(strict: true, knobs: ["boolFromString": "on"]).normalize(sent).operations?.first?.value == false)
    #expect(try Dialect(knobs: ["boolFromString": "off"]).normalize(sent).operations?.first?.value == "False")
    #expect(try Dialect().without(["boolFromString"]).normalize(sent).operations?.first?.value == "False")
  }

  @Test func repliesToAPatchAreAsTheKnobsSay() throws {
    let answer = AdapterResponse(
      status: 200, headers: [AdapterHeader("Content-Type", "application/scim+json"), AdapterHeader("ETag", "W/\"2\"")],
      body: ["id": "1"])
    let dialect = try Dialect()
    #expect(dialect.render(answer, to: Wire.user().request) == answer)
    let nothing = dialect.render(answer, to: Wire.group().request)
    #expect(nothing == AdapterResponse(status: 204, headers: [AdapterHeader("ETag", "W/\"2\"")]))
    #expect(dialect.render(answer, to: Wire("PATCH", "/Groups/1?attributes=id", [:]).request) == answer)
    #expect(dialect.render(answer, to: Wire("PUT", "/Groups/1", [:]).request) == answer)
    let json = try Dialect(knobs: ["responseMedia": "json"]).render(answer, to: Wire("GET", "/Users/1").request)
    #expect(json.headers.first?.value == "application/json")
  }

  @Test func theLibraryIsFirstInAndLastOut() throws {
    let dialect = try Dialect(library: LinkedAdapter(try Marker(options: AdapterOptions())))
    let request = try dialect.normalize(Wire.user(["op": "X-Replace", "path": "active", "value": "True"]).request)
    #expect(request.operations?.first?.op == "replace")
    #expect(request.operations?.first?.value == true)
    let rendered = dialect.render(AdapterResponse(status: 200), to: Wire.group().request)
    #expect(rendered.notes == ["saw 204"])
  }

  @Test func anAdapterThatCannotRenderLeavesTheRFCsAnswer() throws {
    let dialect = try Dialect(library: Failing())
    let rendered = dialect.render(AdapterResponse(status: 201, body: ["id": "1"]), to: Wire("POST", "/Users").request)
    #expect(rendered.status == 201)
    #expect(rendered.notes.first?.contains("out of paper") == true)
    #expect(throws: AdapterFailure("out of paper")) { try dialect.normalize(Wire("GET", "/Users").request) }
  }
}

private struct Marker: IdentityProviderAdapter {
  init(options: AdapterOptions) throws(AdapterOptionError) {}

  func normalize(_ request: AdapterRequest) -> AdapterRequest {
    var request = request
    request.rewriteOperations { operation, _ in
      var object = operation.object
      object["op"] = "Replace"
      return operation.op == "x-replace" ? [PatchOperation(object)] : nil
    }
    return request
  }

  func render(_ response: AdapterResponse, to request: AdapterRequest) -> AdapterResponse {
    var response = response
    response.note("saw \(response.status)")
    return response
  }
}

private struct Failing: AdapterLibrary {
  func normalize(_ request: AdapterRequest) throws(AdapterFailure) -> AdapterRequest {
    throw AdapterFailure("out of paper")
  }

  func render(_ response: AdapterResponse, to request: AdapterRequest) throws(AdapterFailure) -> AdapterResponse {
    throw AdapterFailure("out of paper")
  }
}
