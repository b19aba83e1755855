import HTTP

/// An answer as it came over the wire.
struct Reply {
  var status: Int
  var headers: HTTPHeaders
  var body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  /// All answers in the bytes; a last one that isn't complete counts too.
  static func all(in bytes: [UInt8]) -> [Reply] {
    var replies: [Reply] = []
    var rest = bytes[...]
    while let (reply, more) = first(in: rest, isWhole: true) {
      replies.append(reply)
      rest = more
    }
    return replies
  }

  /// The first answer and what follows it; nil until it is complete, unless nothing follows any more.
  static func first(
    in bytes: ArraySlice<UInt8>, toHead: Bool = false, isWhole: Bool = false
  ) -> (Reply, ArraySlice<UInt8>)? {
    guard let end = end(of: bytes) else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    guard let line = lines.first, line.hasPrefix("HTTP/1."), let status = Int(line.dropFirst(9).prefix(3)) else {
      return nil
    }
    var reply = Reply(status: status, headers: HTTPHeaders(lines.dropFirst().map(field)), body: [])
    let rest = bytes[(end + 4)...]
    if toHead || status < 200 || status == 204 { return (reply, rest) }
    if reply.headers.first("Transfer-Encoding") == "chunked" { return chunked(&reply, rest) }
    guard let length = reply.headers.first("Content-Length").flatMap({ Int($0) }) else {
      reply.body = Array(rest)
      return isWhole ? (reply, []) : nil
    }
    guard isWhole || rest.count >= length else { return nil }
    reply.body = Array(rest.prefix(length))
    return (reply, rest.dropFirst(length))
  }

  private static func field(_ line: Substring) -> (name: String, value: String) {
    let parts = line.split(separator: ":", maxSplits: 1)
    return (String(parts[0]), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
  }

  private static func chunked(_ reply: inout Reply, _ bytes: ArraySlice<UInt8>) -> (Reply, ArraySlice<UInt8>)? {
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0D) {
      guard let size = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16) else { return nil }
      guard rest.endIndex >= end + 2 + size + 2 else { return nil }
      reply.body += rest[(end + 2)..<(end + 2 + size)]
      rest = rest[(end + 2 + size + 2)...]
      if size == 0 { return (reply, rest) }
    }
    return nil
  }

  private static func end(of bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (bytes.startIndex...(bytes.endIndex - 4)).first { bytes[$0..<($0 + 4)].elementsEqual([13, 10, 13, 10]) }
  }
}
