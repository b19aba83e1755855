import JSON
import SCIM
import Testing

@Suite struct PrimaryTests {
  @Test(
    "RFC 7644 §3.5.2 a value made primary makes the others not primary",
    arguments: [
      (#"{"op":"replace","path":"emails[type eq \"work\"].primary","value":true}"#, #"[["h",false],["w",true]]"#),
      (#"{"op":"add","path":"emails","value":[{"value":"n","primary":true}]}"#, #"[["h",false],["w"],["n",true]]"#),
      (
        #"{"op":"add","path":"emails","value":[{"value":"w","type":"work","primary":true}]}"#,
        #"[["h",false],["w",true]]"#
      ),
      (#"{"op":"add","path":"emails[type eq \"work\"]","value":{"primary":true}}"#, #"[["h",false],["w",true]]"#),
      (
        #"{"op":"replace","path":"emails","value":[{"value":"n","primary":true},{"value":"m"}]}"#,
        #"[["n",true],["m"]]"#
      ),
      (#"{"op":"replace","path":"emails[type eq \"home\"].primary","value":false}"#, #"[["h",false],["w"]]"#),
    ])
  func exclusive(_ operation: String, _ expected: String) throws {
    // shows 7644-3.5.2-h
    let resource = try patched(
      #"{"userName":"a","emails":[{"value":"h","type":"home","primary":true},{"value":"w","type":"work"}]}"#,
      by: operation)
    let found = (resource["emails"]?.array ?? []).map { JSON.array([$0["value"], $0["primary"]].compactMap { $0 }) }
    #expect(JSON.array(found).description == expected)
  }

  @Test(
    "RFC 7643 §2.4 two primary values in one operation are invalidValue",
    arguments: [
      #"{"op":"add","path":"emails","value":[{"value":"1","primary":true},{"value":"2","primary":true}]}"#,
      #"{"op":"replace","path":"emails","value":[{"value":"1","primary":true},{"value":"2","primary":true}]}"#,
      #"{"op":"replace","path":"emails[value pr].primary","value":true}"#,
      #"{"op":"add","value":{"emails":[{"value":"1","primary":true},{"value":"2","primary":true}]}}"#,
    ])
  func two(_ operation: String) throws {
    // shows 7643-2.4-b
    let stored = #"{"userName":"a","emails":[{"value":"h"},{"value":"w"}]}"#
    #expect(try error { try patched(stored, by: operation) }.scimType == .invalidValue)
  }
}
