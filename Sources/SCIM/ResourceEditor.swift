public import JSON

/// Carries out POST, PUT and PATCH on a resource as a value (RFC 7644 §3.3, §3.5): all of it, or an error.
public struct ResourceEditor: Sendable {
  private let type: ResourceType
  private let semantics: WriteSemantics

  /// An editor for resources of `type`; `semantics` says what RFC 7644 leaves open.
  public init(type: ResourceType, semantics: WriteSemantics) {
    self.type = type
    self.semantics = semantics
  }

  /// The resource that a POST makes (RFC 7644 §3.3); `active` is true unless it says otherwise.
  /// - Throws: `invalidValue` or `invalidSyntax`, naming the attribute.
  public func create(_ body: JSONObject) throws(SCIMError) -> Edited {
    var edit = BodyEdit(type, semantics)
    try edit.apply(body)
    edit.activate(over: nil)
    return try edit.finished()
  }

  /// The resource that a PUT makes of the stored one (RFC 7644 §3.5.1); a missing `active` never deactivates.
  /// - Throws: `invalidValue`, `invalidSyntax` or `mutability`, naming the attribute.
  public func replace(_ stored: JSONObject, with body: JSONObject) throws(SCIMError) -> Edited {
    var edit = BodyEdit(type, semantics)
    try edit.apply(body)
    try edit.fill(from: stored)
    edit.activate(over: stored)
    return try edit.finished(replacing: stored)
  }

  /// The resource that a PATCH makes of the stored one (RFC 7644 §3.5.2); nothing, if one operation fails.
  /// - Throws: the error of the first operation that fails, naming it.
  public func patch(_ stored: JSONObject, with body: JSONObject) throws(SCIMError) -> Edited {
    var engine = PatchEngine(type, semantics, stored)
    for operation in try PatchOperation.all(in: body, for: type) {
      do { try engine.apply(operation) } catch { throw error.at(operation.place) }
    }
    return try engine.finished()
  }
}
