import AdapterKit
import Diagnostics
import JSON
import YAML

/// A request in a file: raw HTTP as a log or a proxy shows it, or YAML (or JSON) as an exchange file writes it.
enum RequestFile {
  /// The request that the text is; `shown` is how the file is called.
  /// - Throws: what is wrong with it, with its place.
  static func read(_ text: String, shownAs shown: String) throws(Diagnostics) -> AdapterRequest {
    if let raw = try raw(text, shown) { return raw }
    let source = try YAMLSource(file: shown, text: text)
    let findings = Findings()
    let reader = ExchangeReader(source: source, findings: findings)
    guard let root = source.root else { throw Diagnostics([source.diagnostic("the file is empty", at: source.start)]) }
    let request = reader.request(root["request"] ?? root)
    try findings.throwIfErrors()
    guard let request else { throw Diagnostics([source.diagnostic("the file holds no request", at: source.start)]) }
    return try adapterRequest(request, source)
  }

  private static func adapterRequest(
    _ request: ExchangeRequest, _ source: YAMLSource
  ) throws(Diagnostics) -> AdapterRequest {
    var adapted = target(request.method, request.path)
    adapted.headers = request.headers.compactMap { header in header.value.map { AdapterHeader(header.name, $0) } }
    switch request.body {
    case nil: break
    case .json(let json): adapted.body = json
    case .text(let text): adapted.body = try json(text, source.file)
    }
    return adapted
  }

  /// `POST /Users HTTP/1.1`, headers, an empty line, the body; nil when the text doesn't begin like that.
  private static func raw(_ text: String, _ shown: String) throws(Diagnostics) -> AdapterRequest? {
    let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    let words = (lines.first ?? "").split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(words[0]) else { return nil }
    let path = words[1].split(separator: " HTTP/", maxSplits: 1).first.map(String.init) ?? words[1]
    var request = target(words[0], path)
    let head = lines.dropFirst().prefix { !$0.isEmpty }
    request.headers = head.compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      return AdapterHeader(String(parts[0]), String(parts[1].drop { $0 == " " }))
    }
    let body = lines.dropFirst(head.count + 2).joined(separator: "\n")
    request.body = body.allSatisfy(\.isWhitespace) ? nil : .some(try json(body, shown))
    return request
  }

  /// Path and query below the endpoint, whatever URL they were sent to.
  private static func target(_ method: String, _ path: String) -> AdapterRequest {
    let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let places = [
      "/Users", "/Groups", "/.search", "/ServiceProviderConfig", "/ResourceTypes", "/Schemas", "/Bulk", "/Me",
    ]
    let start = places.compactMap { parts[0].firstRange(of: $0)?.lowerBound }.min()
    return AdapterRequest(
      method: method, path: start.map { String(parts[0][$0...]) } ?? parts[0], query: parts.count > 1 ? parts[1] : "")
  }

  private static func json(_ text: String, _ shown: String) throws(Diagnostics) -> JSON {
    do throws(JSONError) { return try JSON(parsing: Array(text.utf8)) } catch {
      throw Diagnostics([Diagnostic("the body in \(shown) isn't JSON: \(error)")])
    }
  }
}
