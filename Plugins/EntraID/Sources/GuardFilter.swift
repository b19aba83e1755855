import AdapterKit
import SCIM

/// A filter on an attribute that has a single value, `active[value eq "True"]`: a guard that can't be evaluated (E-76).
///
/// RFC 7644 §3.5.2 has value paths for lists only. The filter is passed over and the operation applies, with a note.
enum GuardFilter {
  static func normalize(_ request: inout AdapterRequest) {
    let type = request.resourceType
    request.rewriteOperations { operation, notes in
      guard let text = operation.path, var path = PathText(text, of: type), path.filter != nil,
        let definition = path.definition(in: type), !definition.multiValued
      else { return nil }
      path.filter = nil
      notes.append("passed over the filter on \(definition.name), which has one value (E-76)")
      return [operation.with(path: path.text)]
    }
  }
}
