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
    let slash = UInt8(ascii: "/")
    let isDoubled = zip(path.utf8, path.utf8.dropFirst()).contains { $0 == slash && $1 == slash }
    guard isDoubled || path.utf8.count > 1 && path.utf8.last == slash else { return path }
    return "/" + path.split(separator: "/").joined(separator: "/")
  }

  private static func cleanQuery(_ query: String) -> String {
    if query.isEmpty { return query }
    let parts = query.split(separator: "&", omittingEmptySubsequences: false)
    guard parts.contains(where: { !$0.contains("=") || $0.hasPrefix("?") }) else { return query }
    return parts.filter { $0.contains("=") }.map { $0.drop { $0 == "?" } }.filter { !$0.isEmpty }.joined(separator: "&")
  }
}
