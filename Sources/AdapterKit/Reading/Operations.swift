import JSON

extension AdapterRequest {
  /// The operations of a PATCH, in order; nil for any other request, or when there is no list of them.
  public var operations: [PatchOperation]? {
    get {
      guard isPatch, let list = body?.object?.member(ignoringCase: "Operations")?.value.array else { return nil }
      return list.compactMap(\.object).map { PatchOperation($0) }
    }
    set {
      guard isPatch, case .object(var members) = body, let newValue else { return }
      let key = members.member(ignoringCase: "Operations")?.key ?? "Operations"
      members[key] = .array(newValue.map { .object($0.object) })
      body = .object(members)
    }
  }

  /// Rewrites a PATCH operation by operation: `rewrite` answers with what stands in the operation's place, nil to leave
  /// it, and adds its notes. A list with an element that isn't an object is left alone: SCIM refuses it by name.
  /// - Complexity: O(operations); nothing is copied when nothing changes.
  public mutating func rewriteOperations(_ rewrite: (PatchOperation, inout [String]) -> [PatchOperation]?) {
    guard isPatch, let list = body?.object?.member(ignoringCase: "Operations")?.value.array else { return }
    let old = list.compactMap(\.object).map { PatchOperation($0) }
    guard old.count == list.count else { return }
    var (new, notes, changed): ([PatchOperation], [String], Bool) = ([], [], false)
    for operation in old {
      let instead = rewrite(operation, &notes)
      changed = changed || instead != nil
      new.append(contentsOf: instead ?? [operation])
    }
    guard changed else { return }
    operations = new
    for text in notes { note(text) }
  }
}
