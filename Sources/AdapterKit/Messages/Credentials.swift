import JSON

/// The headers by which somebody is let in: the host's to read, and no adapter's.
extension AdapterRequest {
  static let credentials = ["Authorization", "Proxy-Authorization", "Cookie"]

  /// The request as an adapter's code is given it: it has no use for tokens, which were checked before it is asked.
  var withoutCredentials: AdapterRequest {
    var copy = self
    copy.headers.removeAll { header in Self.credentials.contains { equalIgnoringASCIICase($0, header.name) } }
    return copy
  }
}
