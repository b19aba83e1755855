/// Reads one HTTP/1.1 answer (RFC 9112): by its length, in chunks, or up to the end of the connection.
package struct ReplyReader {
  private let connection: any ByteStream
  private var buffer: [UInt8] = []
  private var at = 0

  /// More than this in an answer is more than a conversation has.
  private static let limit = 64 << 20

  /// Reads from a connection on which a request was written.
  package init(_ connection: any ByteStream) { self.connection = connection }

  /// The final answer; that to a HEAD has no content, whatever its length says (RFC 9110 §9.3.2).
  package mutating func reply(to method: String) throws(TransportError) -> ExchangeReply {
    while true {
      let status = try status()
      let headers = try headers()
      guard status >= 200 else { continue }
      var reply = ExchangeReply(status: status, headers: headers, body: [])
      if status != 204, status != 304, method != "HEAD" { reply.body = try body(reply) }
      return reply
    }
  }

  private mutating func status() throws(TransportError) -> Int {
    let parts = try line().split(separator: " ", maxSplits: 2)
    guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), let status = Int(parts[1]) else {
      throw TransportError("the answer isn't HTTP/1.1")
    }
    return status
  }

  private mutating func headers() throws(TransportError) -> [(name: String, value: String)] {
    var headers: [(name: String, value: String)] = []
    while true {
      let line = try line()
      guard !line.isEmpty else { return headers }
      guard let colon = line.firstIndex(of: ":"), headers.count < 200 else {
        throw TransportError("the answer's headers are malformed")
      }
      headers.append((String(line[..<colon]), line[line.index(after: colon)...].trimming()))
    }
  }

  private mutating func body(_ reply: ExchangeReply) throws(TransportError) -> [UInt8] {
    if reply.header("Transfer-Encoding")?.lowercased() == "chunked" { return try chunks() }
    guard let text = reply.header("Content-Length") else { return try rest() }
    guard let length = Int(text), (0...Self.limit).contains(length) else {
      throw TransportError("the answer's Content-Length is \(text)")
    }
    return try bytes(length)
  }

  private mutating func chunks() throws(TransportError) -> [UInt8] {
    var body: [UInt8] = []
    while true {
      let size = try line().prefix { $0 != ";" }.trimming()
      guard let length = Int(size, radix: 16), (0...Self.limit - body.count).contains(length) else {
        throw TransportError("a chunk of the answer has the size \(size)")
      }
      guard length > 0 else {
        _ = try headers()
        return body
      }
      body += try bytes(length)
      guard try line().isEmpty else { throw TransportError("a chunk of the answer is longer than its size") }
    }
  }

  private mutating func line() throws(TransportError) -> String {
    while true {
      if let end = buffer[at...].firstIndex(of: 0x0A) {
        var line = buffer[at..<end]
        if line.last == 0x0D { line.removeLast() }
        at = end + 1
        return String(decoding: line, as: UTF8.self)
      }
      guard buffer.count - at < 1 << 16, try more() else { throw TransportError("the answer ends in its head") }
    }
  }

  private mutating func bytes(_ count: Int) throws(TransportError) -> [UInt8] {
    while buffer.count - at < count {
      guard try more() else { throw TransportError("the answer is shorter than its length") }
    }
    defer { at += count }
    return Array(buffer[at..<at + count])
  }

  private mutating func rest() throws(TransportError) -> [UInt8] {
    while buffer.count - at <= Self.limit, try more() {}
    return Array(buffer[at...])
  }

  private mutating func more() throws(TransportError) -> Bool {
    let read = try connection.read()
    buffer += read
    return !read.isEmpty
  }
}

extension StringProtocol {
  fileprivate func trimming() -> String {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    let start = self.drop(while: isSpace)
    let end = start.lastIndex { !isSpace($0) }
    return end.map { String(start[...$0]) } ?? ""
  }
}
