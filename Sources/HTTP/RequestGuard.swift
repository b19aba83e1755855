/// Judges the head of a request before any handler sees it (RFC 9112): what is let through reads the same to everybody.
///
/// The library refuses some heads before they reach it (a length that is no number, a line without a colon, a head far
/// beyond the limits) and closes, with the right status and a page of its own.
struct RequestGuard: Sendable {
  private let limits: HTTPLimits

  /// A guard with these limits.
  init(_ limits: HTTPLimits) {
    self.limits = limits
  }

  /// Where the request ends.
  ///
  /// - Throws: what is wrong with it.
  func judge(_ head: ReceivedHead) throws(HTTPRefusal) -> Framing {
    guard head.target.utf8.count <= limits.target else { throw .uriTooLong }
    guard head.version == "HTTP/1.1" || head.version == "HTTP/1.0" else { throw .unsupportedVersion }
    guard head.fields.count <= limits.fields, head.size <= limits.headers else { throw .headersTooLarge }
    guard head.isSound else { throw .badRequest("the head is not lines of 'name: value' that end in CR LF") }
    try judgeLine(head)
    try judgeFields(head.fields)
    try judgeHost(head)
    let framing = try Framing(head.fields, isHTTP11: head.version == "HTTP/1.1")
    try judgeContent(head)
    return framing
  }

  private func judgeLine(_ head: ReceivedHead) throws(HTTPRefusal) {
    guard !head.method.isEmpty, head.method.utf8.allSatisfy(isTokenByte) else {
      throw .badRequest("the method is not a token")
    }
    guard head.target.utf8.first == 0x2F else {
      throw .badRequest("the request target must begin with a slash")
    }
    // Visible ASCII; a fragment is never sent (RFC 9110 §4.2.5).
    guard head.target.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x23 }) else {
      throw .badRequest("the request target holds characters that must be percent-encoded")
    }
  }

  private func judgeFields(_ fields: [(name: String, value: String)]) throws(HTTPRefusal) {
    for (name, value) in fields {
      guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte) else { throw .badRequest("a field name is not a token") }
      guard value.utf8.allSatisfy(isFieldByte) else { throw .badRequest("a field value holds control characters") }
    }
  }

  private func judgeHost(_ head: ReceivedHead) throws(HTTPRefusal) {
    let hosts = head.values("Host")
    // HTTP/1.0 knew none, and health checks of proxies still speak it (RFC 9112 §3.2).
    if hosts.isEmpty, head.version == "HTTP/1.0" { return }
    guard hosts.count == 1, isValidHost(trimmed(hosts[0])) else {
      throw .badRequest("Host must be sent once, with a host and an optional port")
    }
  }

  private func judgeContent(_ head: ReceivedHead) throws(HTTPRefusal) {
    guard head.values("Content-Encoding").allSatisfy({ equalIgnoringCase(trimmed($0), "identity") }) else {
      throw .unsupportedEncoding
    }
    guard head.values("Expect").allSatisfy({ equalIgnoringCase(trimmed($0), "100-continue") }) else {
      throw .expectationFailed
    }
  }
}

extension ReceivedHead {
  /// The values of every field of that name, as they were sent.
  func values(_ name: String) -> [String] {
    fields.filter { equalIgnoringCase($0.name, name) }.map(\.value)
  }
}

/// Without spaces and tabs at both ends (RFC 9110 §5.5).
func trimmed(_ value: String) -> String {
  func isBlank(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 }
  guard isBlank(value.utf8.first) || isBlank(value.utf8.last) else { return value }
  return String(value[...].trimming { $0 == " " || $0 == "\t" })
}
