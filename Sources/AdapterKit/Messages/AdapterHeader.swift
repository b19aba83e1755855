/// One header line of a request or a response.
public struct AdapterHeader: Sendable, Hashable {
  /// The name as written.
  public var name: String
  /// The value without the blanks around it.
  public var value: String

  /// A header line.
  public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}
