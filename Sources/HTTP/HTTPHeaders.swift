/// The header fields of a message in the order they came; names compare without regard to case (RFC 9110 §5.1).
public struct HTTPHeaders: Sendable, Hashable {
  /// One field: a name as it was written, and its value without the white space around it.
  public struct Field: Sendable, Hashable {
    /// The name as it was sent.
    public var name: String
    /// The value without surrounding white space.
    public var value: String

    /// Makes a field.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// All fields in order.
  public private(set) var fields: [Field]

  /// Makes headers from pairs of name and value.
  public init(_ pairs: [(name: String, value: String)] = []) {
    fields = pairs.map { Field($0.name, $0.value) }
  }

  /// How many fields there are.
  public var count: Int { fields.count }

  /// Adds a field behind the others.
  public mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name, value))
  }

  /// The value of the first field of that name.
  public func first(_ name: String) -> String? {
    fields.first { equalIgnoringCase($0.name, name) }?.value
  }

  /// The values of every field of that name, in order.
  public func all(_ name: String) -> [String] {
    fields.filter { equalIgnoringCase($0.name, name) }.map(\.value)
  }

  /// The value of the first field of that name.
  public subscript(name: String) -> String? { first(name) }
}
