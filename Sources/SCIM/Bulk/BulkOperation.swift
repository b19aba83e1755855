public import JSON

/// One operation of a bulk request (RFC 7644 §3.7).
public struct BulkOperation: Sendable, Hashable {
  /// Its place in the request, from 1.
  public let number: Int
  /// `POST`, `PUT`, `PATCH` or `DELETE`; empty when none was sent.
  public let method: String
  /// The path below the endpoint as sent, its query included; empty when none was sent.
  public var path: String
  /// The client's name for what a POST makes.
  public let bulkID: String?
  /// The version that the resource must have.
  public let version: String?
  /// The body of the request that it stands for.
  public var data: JSON?
  /// What is wrong with the operation itself.
  public let fault: SCIMError?

  init(_ element: JSON, number: Int) {
    let members = element.object ?? JSONObject()
    self.number = number
    method = members.value(anyCase: "method")?.string?.uppercased() ?? ""
    path = members.value(anyCase: "path")?.string ?? ""
    bulkID = members.value(anyCase: "bulkId")?.string
    version = members.value(anyCase: "version")?.string
    data = members.value(anyCase: "data")
    fault = Self.fault(in: element, method, path, bulkID)
  }

  private static func fault(in element: JSON, _ method: String, _ path: String, _ bulkID: String?) -> SCIMError? {
    guard element.object != nil else { return .invalidSyntax("an object is expected") }
    guard ["POST", "PUT", "PATCH", "DELETE"].contains(method) else {
      return .invalidSyntax("method is one of POST, PUT, PATCH and DELETE")
    }
    guard path.utf8.first == UInt8(ascii: "/") else { return .invalidSyntax("path is a path such as /Users") }
    guard method == "POST" else { return nil }
    guard let bulkID, !bulkID.isEmpty else { return .invalidValue("a POST has a bulkId, or its answer has no name") }
    return nil
  }
}
