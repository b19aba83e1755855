public import JSON

/// The body of a POST to `/Bulk`: operations, and after how many errors no more are carried out (RFC 7644 §3.7).
public struct BulkRequest: Sendable, Hashable {
  /// The operations, in the order in which they were sent.
  public let operations: [BulkOperation]
  /// After how many errors the rest is left; nil for never.
  public let failOnErrors: Int?

  /// Reads the body; what is wrong with one operation is that operation's own error.
  /// - Throws: `invalidSyntax`, `invalidValue`, or 413 for more than `limit` operations.
  public init(_ body: JSONObject, limit: Int) throws(SCIMError) {
    guard let list = body.value(anyCase: "Operations")?.array else {
      throw .invalidSyntax("Operations: a list of operations is expected")
    }
    guard list.count <= limit else {
      throw .tooLarge("\(list.count) operations in one request, and no more than \(limit) are taken")
    }
    operations = list.enumerated().map { BulkOperation($0.element, number: $0.offset + 1) }
    failOnErrors = try Self.failOnErrors(body)
  }

  private static func failOnErrors(_ body: JSONObject) throws(SCIMError) -> Int? {
    guard let value = body.value(anyCase: "failOnErrors"), !value.isNull else { return nil }
    guard let number = value.integer, number >= 1 else {
      throw .invalidValue("failOnErrors: a whole number from 1 is expected")
    }
    return Int(clamping: number)
  }
}
