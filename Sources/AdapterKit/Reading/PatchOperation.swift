public import JSON

/// One operation of a PATCH as it was sent: names in any case, members that no one knows (RFC 7644 §3.5.2).
public struct PatchOperation: Sendable, Hashable {
  /// The operation's members as written.
  public var object: JSONObject

  /// An operation as it was sent.
  public init(_ object: JSONObject) { self.object = object }

  /// An operation in the RFC's form.
  public init(op: String, path: String? = nil, value: JSON? = nil) {
    object = ["op": .string(op)]
    object["path"] = path.map { .string($0) }
    object["value"] = value
  }

  /// `add`, `remove` or `replace` in lower case; empty when there is none.
  public var op: String { (self["op"]?.string ?? "").lowercased() }

  /// The path; nil when it is missing, null or empty.
  public var path: String? {
    get { self["path"]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    set { self["path"] = newValue.map { .string($0) } }
  }

  /// The value; nil when the member is missing.
  public var value: JSON? {
    get { self["value"] }
    set { self["value"] = newValue }
  }

  /// A copy with another path.
  public func with(path: String?) -> PatchOperation {
    var copy = self
    copy.path = path
    return copy
  }

  /// A copy with another value.
  public func with(value: JSON?) -> PatchOperation {
    var copy = self
    copy.value = value
    return copy
  }

  private subscript(name: String) -> JSON? {
    get { object[name] ?? object.member(ignoringCase: name)?.value }
    set { object[object.member(ignoringCase: name)?.key ?? name] = newValue }
  }
}
