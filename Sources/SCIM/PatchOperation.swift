internal import JSON

/// What an operation does (RFC 7644 §3.5.2).
enum PatchVerb: String {
  case add
  case remove
  case replace
}

/// One operation of a PATCH, its path looked up.
struct PatchOperation {
  var verb: PatchVerb
  var path: AttributePath?
  var value: JSON?
  /// `operation 3 (replace emails[type eq "work"].value)`.
  var place: String
}

extension PatchOperation {
  /// The operations of a PatchOp body; none is no error.
  /// - Throws: `invalidSyntax`, `invalidPath` or `tooLarge`, naming the operation.
  static func all(in body: JSONObject, for type: ResourceType) throws(SCIMError) -> [PatchOperation] {
    guard let list = body.value(anyCase: "Operations")?.array else {
      throw .invalidSyntax("Operations: a list of operations is expected")
    }
    guard list.count <= WriteLimits.operations else {
      throw .tooLarge("more than \(WriteLimits.operations) operations in one request")
    }
    var operations: [PatchOperation] = []
    for (index, element) in list.enumerated() {
      operations.append(try PatchOperation(element, number: index + 1, for: type))
    }
    return operations
  }

  private init(_ element: JSON, number: Int, for type: ResourceType) throws(SCIMError) {
    let place = "operation \(number)"
    guard let members = element.object else { throw .invalidSyntax("\(place): an object is expected") }
    guard let op = members.value(anyCase: "op")?.string, let verb = PatchVerb(rawValue: op) else {
      throw .invalidSyntax("\(place): op is one of add, remove and replace")
    }
    self.verb = verb
    value = members.value(anyCase: "value")
    let path = members.value(anyCase: "path") ?? .null
    guard path.isNull || path.string != nil else { throw .invalidSyntax("\(place): path is a string") }
    self.place = "\(place) (\(([op] + [path.string.map { clipped($0) }].compactMap { $0 }).joined(separator: " ")))"
    guard let text = path.string else { return }
    do { self.path = try AttributePath(parsing: text, for: type) } catch { throw error.at(self.place) }
  }
}
