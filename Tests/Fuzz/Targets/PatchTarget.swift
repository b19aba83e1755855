import AdapterKit
import JSON
import SCIM

/// A PATCH is carried out whole and leaves a resource that a POST would take as it is, or it is refused
/// (RFC 7644 §3.5.2); an `add` never removes a member.
func checkPatch(_ bytes: [UInt8]) throws(Violation) {
  guard let body = (try? JSON(parsing: bytes))?.object else { return }
  for sample in Sample.all {
    try PatchCheck(sample, .rfc).run(body)
    let read = sample.normalized(body)
    try PatchCheck(sample, .lenient).run(read)
    try PatchCheck(sample, .picked(by: bytes)).run(read)
  }
}

private struct PatchCheck {
  private let sample: Sample
  private let semantics: WriteSemantics
  private let editor: ResourceEditor

  init(_ sample: Sample, _ semantics: WriteSemantics) {
    (self.sample, self.semantics) = (sample, semantics)
    editor = ResourceEditor(type: sample.type, semantics: semantics)
  }

  func run(_ body: JSONObject) throws(Violation) {
    let stored = sample.resource
    let edited = try taken { () throws(SCIMError) in try editor.patch(stored, with: body) }
    try hold(isSame(sample.resource, stored), "a PATCH changes what is stored before it is done")
    guard let edited else { return }
    try checkResult(edited)
    try checkMembers(edited.members, body)
  }

  private func checkResult(_ edited: Edited) throws(Violation) {
    let resource = edited.resource
    let empty = try reread("an empty PATCH") { try editor.patch(resource, with: ["Operations": []]) }
    try hold(isSame(empty.resource, resource), "not in its normal form: \(shown(resource)), \(shown(empty.resource))")
    // What was stored before under other rules stays; what a PATCH may add is checked while it is read.
    var keeping = semantics
    keeping.unknownAttributes = .keep
    let validator = ResourceEditor(type: sample.type, semantics: keeping)
    let created = try reread("the result \(shown(resource)) as a POST") { try validator.create(resource) }
    try hold(isSame(created.resource, activated(resource)), "\(shown(resource)) POSTed is \(shown(created.resource))")
    try hold(edited.notes.count <= 100, "\(edited.notes.count) notes")
  }

  private func checkMembers(_ changes: [MemberChange], _ body: JSONObject) throws(Violation) {
    guard !changes.isEmpty else { return }
    try hold(sample.type == .group, "a user has members: \(changes)")
    let operations = body.member(ignoringCase: "Operations")?.value.array ?? []
    guard operations.allSatisfy({ $0.object?.member(ignoringCase: "op")?.value == "add" }) else { return }
    for change in changes {
      guard case .add = change else { throw Violation(description: "an add makes \(change)") }
    }
  }

  /// A POST activates who isn't said to be inactive.
  private func activated(_ resource: JSONObject) -> JSONObject {
    guard sample.type == .user, resource["active"] == nil else { return resource }
    return (try? editor.patch(resource, with: Self.activation).resource) ?? resource
  }

  private static let activation: JSONObject = ["Operations": [["op": "add", "path": "active", "value": true]]]

  /// Equal, the order of members included.
  private func isSame(_ a: JSONObject, _ b: JSONObject) -> Bool { shown(a) == shown(b) }

  private func shown(_ resource: JSONObject) -> String { JSON.object(resource).description }
}

extension Sample {
  /// The body of a PATCH as the lenient forms read it.
  fileprivate func normalized(_ body: JSONObject) -> JSONObject {
    let request = AdapterRequest(method: "PATCH", path: "\(type.endpoint)/1", body: .object(body))
    return normalized(request).body?.object ?? body
  }
}

extension WriteSemantics {
  /// Choices that follow from the input, so that all of them come to be tried and each trial can be repeated.
  fileprivate static func picked(by bytes: [UInt8]) -> WriteSemantics {
    var state = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    var semantics = WriteSemantics.rfc
    for knob in knobs {
      _ = semantics.set(knob.name, knob.values[Int(state >> 8) % knob.values.count])
      state = state &* 0x5851_F42D_4C95_7F2D &+ 1
    }
    return semantics
  }
}
