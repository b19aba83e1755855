import JSON
import SCIM
import Testing

@Suite struct MemberTests {
  @Test(
    "RFC 7644 §3.5.2 operations on members become changes in order",
    arguments: [
      (
        #"{"op":"add","path":"members","value":[{"display":"Babs","$ref":"../Users/2","value":"2"}]}"#,
        [.add([Member(value: "2", display: "Babs", ref: "../Users/2")])]
      ),
      (#"{"op":"add","path":"MEMBERS","value":{"value":"2"}}"#, [.add([Member(value: "2")])]),
      (#"{"op":"add","value":{"members":[{"value":"2"}],"displayName":"New"}}"#, [.add([Member(value: "2")])]),
      (#"{"op":"replace","value":{"displayName":"New"}}"#, []),
      (#"{"op":"add","path":"members","value":[]}"#, []),
      (#"{"op":"replace","path":"members","value":[{"value":"2"},{"value":"2"}]}"#, [.replace([Member(value: "2")])]),
      (#"{"op":"replace","path":"members","value":[]}"#, [.replace([])]),
      (#"{"op":"replace","value":{"members":[{"value":"2"}]}}"#, [.replace([Member(value: "2")])]),
      (#"{"op":"remove","path":"members[value eq \"2\"]"}"#, [.remove(["2"])]),
      (#"{"op":"remove","path":"members[value eq \"2\" or value eq \"3\"]"}"#, [.remove(["2", "3"])]),
      (#"{"op":"remove","path":"members","value":[{"value":"2"},{"value":"3"}]}"#, [.remove(["2", "3"])]),
      (#"{"op":"remove","path":"members","value":[]}"#, []),
      (
        #"{"op":"remove","path":"members[value eq \"2\"]"},{"op":"add","path":"members","value":[{"value":"3"}]}"#,
        [.remove(["2"]), .add([Member(value: "3")])]
      ),
      (
        #"{"op":"add","path":"members","value":[{"value":"1"}]},{"op":"add","path":"members","value":[{"value":"2"}]}"#,
        [.add([Member(value: "1"), Member(value: "2")])]
      ),
      (
        #"{"op":"replace","path":"members[value eq \"2\"]","value":{"value":"3"}}"#,
        [.remove(["2"]), .add([Member(value: "3")])]
      ),
    ] as [(String, [MemberChange])])
  func changes(_ operations: String, _ expected: [MemberChange]) throws {
    #expect(try memberChanges(operations, .rfc) == expected)
    #expect(try memberChanges(operations, .lenient) == expected)
  }

  @Test func `any other filter is for the store to evaluate`() throws {
    let changes = try memberChanges(#"{"op":"remove","path":"members[type eq \"User\"]"}"#)
    guard case .removeWhere(let filter)? = changes.first else {
      Issue.record("removeWhere is expected")
      return
    }
    #expect(filter.matches(Member(value: "1", type: "User")))
    #expect(!filter.matches(Member(value: "1", type: "Group")))
  }

  @Test func `bareRemoveMembers: refused, or the group is emptied`() throws {
    let operation = #"{"op":"remove","path":"members"}"#
    #expect(try memberChanges(operation, .rfc { $0.bareRemoveMembers = .clear }) == [.clear])
    let error = try error { try memberChanges(operation, .rfc { $0.bareRemoveMembers = .reject }) }
    #expect(error.scimType == .invalidValue)
    #expect(error.detail.hasPrefix("operation 1 (remove members)"))
  }

  @Test(
    "null for members counts as not sent, or clears",
    arguments: [
      (#"{"op":"replace","path":"members","value":null}"#, [.replace([])]),
      (#"{"op":"add","path":"members","value":null}"#, []),
      (#"{"op":"replace","value":{"members":null}}"#, [.replace([])]),
    ] as [(String, [MemberChange])])
  func nulls(_ operation: String, _ cleared: [MemberChange]) throws {
    #expect(try memberChanges(operation, .rfc { $0.nullMeans = .clear }) == cleared)
    #expect(try memberChanges(operation, .rfc { $0.nullMeans = .absent }) == [])
  }

  @Test(
    "what can't be done to a member is refused",
    arguments: [
      (#"{"op":"replace","path":"members[value eq \"2\"].display","value":"x"}"#, .mutability),
      (#"{"op":"remove","path":"members.value"}"#, .mutability),
      (#"{"op":"add","path":"members[type eq \"User\"]","value":{"value":"3"}}"#, .noTarget),
      (#"{"op":"add","path":"members","value":["3"]}"#, .invalidValue),
      (#"{"op":"remove","path":"members","value":[{"type":"User"}]}"#, .invalidValue),
      (#"{"op":"remove","path":"displayName"}"#, .mutability),
    ] as [(String, SCIMType)])
  func refused(_ operation: String, _ keyword: SCIMType) throws {
    #expect(try error { try memberChanges(operation) }.scimType == keyword)
  }

  @Test func `at most 20,000 members in one request`() throws {
    let list = (0..<10_001).map { #"{"value":"\#($0)"}"# }.joined(separator: ",")
    let operation = #"{"op":"add","path":"members","value":[\#(list)]}"#
    #expect(try memberChanges(operation).count == 1)
    #expect(try error { try memberChanges("\(operation),\(operation)") }.status == 413)
  }
}
