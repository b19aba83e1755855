import JSON
import SCIM
import Testing

private let user = #"""
  {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a","name":{"givenName":"A"},"active":true,
   "emails":[{"value":"v","type":"work","primary":true}],"roles":[{"value":"r"}],"shoe":{"a":[1,{"b":"c"}]},
   "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D","manager":{"value":"9"}},
   "urn:acme:2.0:User":{"badge":"1"}}
  """#
private let group = #"{"displayName":"g","members":[{"value":"1","display":"x"}]}"#
private let operations = #"""
  {"schemas":["x"],"Operations":[{"op":"add","path":"title","value":"x"},{"op":"replace","value":{"name":{"givenName":"B"}}},
   {"op":"add","path":"emails[type eq \"home\"].value","value":"h"},{"op":"remove","path":"emails","value":[{"value":"v"}]},
   {"op":"add","path":"urn:acme:2.0:User:sites","value":["ZRH"]}]}
  """#
private let junk: [JSON] = [
  nil, true, 0, -1, "", "x", [], [nil], [[]], ["x"], .object([:]), ["x": nil], ["value": ["value": 1]],
]

@Suite struct RobustnessTests {
  @Test(
    "junk in every place of a body is an error or a resource in normal form", arguments: [WriteSemantics.rfc, .lenient])
  func junkBodies(_ semantics: WriteSemantics) throws {
    for (text, type) in [(user, ResourceType.user), (group, .group)] {
      let editor = ResourceEditor(type: type, semantics: semantics)
      let body = try object(text)
      let stored = try editor.create(body).resource
      for variant in variants(of: .object(body)).compactMap(\.object) {
        try check {
          try editor.create(variant)
        } again: {
          try editor.create($0)
        }
        try check {
          try editor.replace(stored, with: variant)
        } again: {
          try editor.replace($0, with: $0)
        }
      }
      for variant in variants(of: .object(try object(operations))).compactMap(\.object) {
        try check {
          try editor.patch(stored, with: variant)
        } again: {
          try editor.patch($0, with: ["Operations": []])
        }
      }
    }
  }

  @Test func `a filter with bytes changed is read or refused`() throws {
    var random = Seeded(state: 7)
    let seeds = [
      #"userName eq "a" and not (emails[type eq "work" and value co "x"] or meta.created gt "2026-01-01T00:00:00Z")"#,
      #"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "\u00e9\"" or active eq true"#,
    ]
    let resource = try object(user)
    for round in 0..<4000 {
      var bytes = Array(seeds[round % 2].utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = Array(#"()[]"\. :aZ09{}"#.utf8).randomElement(using: &random) ?? 0
        if Bool.random(using: &random) { bytes.remove(at: Int.random(in: 0..<bytes.count, using: &random)) }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let filter = try Filter(parsing: text, for: .user)
        _ = filter.matches(resource)
        #expect(try Filter(parsing: filter.description, for: .user) == filter)
      } catch {
        #expect(error.scimType == .invalidFilter)
        #expect(error.detail.utf8.count < 250)
      }
    }
  }

  @Test func `the cost of a list grows with its length, not with its square`() throws {
    let editor = ResourceEditor(type: .user, semantics: .rfc)
    func seconds(_ count: Int) throws -> Duration {
      let list = (0..<count).map { #"{"value":"v\#($0)","type":"work"}"# }.joined(separator: ",")
      let stored = try editor.create(object(#"{"userName":"a","roles":[\#(list)]}"#)).resource
      let body = try patchOp(#"{"op":"add","path":"roles","value":[\#(list)]}"#)
      let start = ContinuousClock.now
      let after = try editor.patch(stored, with: body).resource
      let duration = ContinuousClock.now - start
      #expect(after == stored)
      return duration
    }
    // The best of several, so that what else the machine does isn't taken for a cost.
    func best(_ count: Int) throws -> Duration {
      try (0..<6).reduce(.seconds(600)) { best, _ in try min(best, seconds(count)) }
    }
    #expect(try best(4000) < best(500) * 24)
  }

  @Test func `attributes, values and names are bounded`() throws {
    let editor = ResourceEditor(type: .user, semantics: .rfc)
    let many = (0...1000).map { #""a\#($0)":1"# }.joined(separator: ",")
    #expect(try error { try editor.create(object("{\(many)}")) }.scimType == .invalidSyntax)
    #expect(try error { try editor.create(object(#"{"userName":"a","x":{\#(many)}}"#)) }.scimType == .invalidValue)
    let values = Array(repeating: "1", count: 5001).joined(separator: ",")
    #expect(try error { try editor.create(object(#"{"userName":"a","x":[\#(values)]}"#)) }.status == 413)
    let name = String(repeating: "n", count: 1025)
    for body in [
      #"{"userName":"a","\#(name)":1}"#, #"{"userName":"a","name":{"\#(name)":1}}"#,
      #"{"userName":"a","x":{"a\nb":1}}"#,
    ] {
      let error = try error { try editor.create(object(body)) }
      #expect(error.scimType == .invalidValue)
      #expect(error.detail.utf8.count < 200)
    }
  }

  private func check(_ work: () throws -> Edited, again: (JSONObject) throws -> Edited) throws {
    do {
      let edited = try work()
      let (found, expected) = (JSON.object(try again(edited.resource).resource), JSON.object(edited.resource))
      #expect(found.description == expected.description)
      #expect(!JSON.object(edited.resource).description.contains("null"))
    } catch let error as SCIMError {
      #expect((400..<500).contains(error.status))
    }
  }

  /// The value with junk in place of each part of it in turn.
  private func variants(of value: JSON) -> [JSON] {
    switch value {
    case .object(let members):
      return junk
        + members.flatMap { name, part in
          variants(of: part).map { variant in
            var changed = members
            changed[name] = .some(variant)
            return .object(changed)
          }
        }
    case .array(let elements):
      return junk
        + elements.indices.flatMap { place in
          variants(of: elements[place]).map { variant in
            var changed = elements
            changed[place] = variant
            return .array(changed)
          }
        }
    default: return junk
    }
  }
}

/// Random numbers that are the same in every run.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
