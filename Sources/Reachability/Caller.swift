internal import AdapterTesting

/// Asks the endpoint, each time on a connection of its own, as a proxy between sees it from an IdP.
struct Caller {
  /// How long each step of a connection may take.
  static let seconds = 15

  let target: Target
  /// Nil for plain HTTP.
  let trust: TrustStore?

  /// The answer to a GET below the endpoint.
  func get(_ path: String, authorization: String?) -> Result<ExchangeReply, TransportError> {
    var head = "GET \(target.prefix)\(path) HTTP/1.1\r\nHost: \(target.authority)\r\nConnection: close\r\n"
    head += "Accept: application/scim+json\r\nUser-Agent: dragoman provider test\r\n"
    if let authorization { head += "Authorization: \(authorization)\r\n" }
    return Result { () throws(TransportError) in
      let connection = try connection()
      try connection.write(Array((head + "\r\n").utf8))
      var reader = ReplyReader(connection)
      return try reader.reply(to: "GET")
    }
  }

  private func connection() throws(TransportError) -> any ByteStream {
    let socket = try SocketConnection(host: target.host, port: target.port, timeout: Self.seconds)
    guard let trust else { return socket }
    return try TLSConnection(
      over: socket, to: target.host, offering: "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2", trust: trust)
  }
}
