import JSON
import SCIM
import Testing

/// The object that a JSON text holds.
func object(_ text: String) throws -> JSONObject {
  try #require(try JSON(parsing: text).object)
}

/// The operations in a PatchOp body.
func patchOp(_ operations: String) throws -> JSONObject {
  try object(#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[\#(operations)]}"#)
}

/// What a stored user becomes by the operations, without `schemas`.
func patched(
  _ stored: String, by operations: String, _ semantics: WriteSemantics = .rfc, type: ResourceType = .user
) throws -> JSONObject {
  var resource = try ResourceEditor(type: type, semantics: semantics)
    .patch(object(stored), with: patchOp(operations)).resource
  resource["schemas"] = nil
  return resource
}

/// The changes of a group's members that the operations come to.
func memberChanges(_ operations: String, _ semantics: WriteSemantics = .rfc) throws -> [MemberChange] {
  try ResourceEditor(type: .group, semantics: semantics)
    .patch(object(#"{"displayName":"Sales"}"#), with: patchOp(operations)).members
}

/// The error that `work` ends in.
func error(of work: () throws -> some Any) throws -> SCIMError {
  let thrown = #expect(throws: SCIMError.self) { _ = try work() }
  return try #require(thrown)
}

extension WriteSemantics {
  /// RFC semantics but for what `change` chooses.
  static func rfc(_ change: (inout WriteSemantics) -> Void) -> WriteSemantics {
    var semantics = WriteSemantics.rfc
    change(&semantics)
    return semantics
  }
}
