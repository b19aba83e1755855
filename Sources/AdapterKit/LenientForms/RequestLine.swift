import Foundation

/// Noise in the request's target: doubled slashes, a trailing `&` or `?`, parameters without a value.
///
/// A flag in the Tenant URL may leave `//` in the path and a bare word in the query (E-02); some clients end the query
/// with `&` (N-04). None of it means anything (RFC 3986 §3.4 leaves the query to the application).
struct RequestLine: Deviation {
  let name = "requestLine"
  let rfc = "RFC 7644 §3.4.2"
  let facts = ["E-02", "N-04"]
  let summary = "Doubled slashes, a trailing & or ?, and parameters without = are left out of path and query."

  func normalize(_ request: inout AdapterRequest) {
    let path = Self.cleanPath(request.path)
    if path != request.path {
      request.note("read the path \(request.path) as \(path) (E-02)")
      request.path = path
    }
    let query = Self.cleanQuery(request.query)
    guard query != request.query else { return }
    request.note("left parameters without a value out of the query (E-02, N-04)")
    request.query = query
  }

  private static func cleanPath(_ path: String) -> String {
    guard isDoubled(path) || path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/") else { return path }
    return "/" + path.split(separator: "/").joined(separator: "/")
  }

  private static func isDoubled(_ path: String) -> Bool {
    var last: UInt8 = 0
    for byte in path.utf8 {
      if byte == UInt8(ascii: "/"), byte == last { return true }
      last = byte
    }
    return false
  }

  private static func cleanQuery(_ query: String) -> String {
    if query.isEmpty { return query }
    guard isNoisy(query) else { return query }
    let parts = query.split(separator: "&", omittingEmptySubsequences: false)
    return parts.filter { $0.contains("=") }.map { $0.drop { $0 == "?" } }.filter { !$0.isEmpty }.joined(separator: "&")
  }

  /// Whether a parameter has no `=` or begins with `?`.
  private static func isNoisy(_ query: String) -> Bool {
    let (and, equals, question) = (UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "?"))
    var (isFirst, hasValue) = (true, false)
    for byte in query.utf8 {
      if byte == and {
        guard hasValue else { return true }
        (isFirst, hasValue) = (true, false)
        continue
      }
      if isFirst, byte == question { return true }
      isFirst = false
      hasValue = hasValue || byte == equals
    }
    return !hasValue
  }
}
