#if os(Linux)
  import Foundation
  import JSON

  /// A client on one keep-alive connection, which notices at once when the host is gone.
  final class PowerCutClient {
    /// An answer, read to its end.
    struct Answer {
      var status: Int
      var headers: [String: String]
      var body: JSON?
    }

    /// The host went away before the answer was there.
    struct Gone: Error {}

    private let descriptor: Int32
    private var bytes: [UInt8] = []

    /// Connects from a loopback address to the loopback.
    init(port: Int, from source: String = "127.0.0.1") throws {
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
      var limit = timeval(tv_sec: 60, tv_usec: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
      guard Self.call(bind, descriptor, source, 0) == 0, Self.call(connect, descriptor, "127.0.0.1", port) == 0 else {
        throw Gone()
      }
    }

    deinit { close(descriptor) }

    /// Sends a request and waits for its answer.
    /// - Throws: `Gone`.
    func ask(_ method: String, _ path: String, token: String?, body: JSON? = nil) throws -> Answer {
      try send(method, path, token: token, body: body)
      return try answer()
    }

    /// Sends a request.
    func send(_ method: String, _ path: String, token: String?, body: JSON? = nil) throws {
      let content = body?.bytes ?? []
      let authorization = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
      let type = body == nil ? "" : "Content-Type: application/scim+json\r\n"
      let head = """
        \(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(authorization)\(type)Content-Length: \(content.count)\r\n\r\n
        """
      var rest = (Array(head.utf8) + content)[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, noSignal) }
        guard count > 0 else { throw Gone() }
        rest = rest.dropFirst(count)
      }
    }

    /// Reads one answer.
    func answer() throws -> Answer {
      while true {
        if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
          let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
          var headers: [String: String] = [:]
          for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
          }
          let status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
          let length = Int(headers["content-length"] ?? "0") ?? 0
          while bytes.count < end.upperBound + length { try receive() }
          let body = Array(bytes[end.upperBound..<end.upperBound + length])
          bytes.removeFirst(end.upperBound + length)
          return Answer(status: status, headers: headers, body: body.isEmpty ? nil : try JSON(parsing: body))
        }
        try receive()
      }
    }

    private func receive() throws {
      var chunk = [UInt8](repeating: 0, count: 1 << 14)
      let count = recv(descriptor, &chunk, chunk.count, 0)
      guard count > 0 else { throw Gone() }
      bytes += chunk.prefix(count)
    }

    private static func call(
      _ function: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32, _ descriptor: Int32, _ host: String,
      _ port: Int
    ) -> Int32 {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = inet_addr(host)
      return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
  }

  /// `MSG_NOSIGNAL`: a host that was killed is no reason to die.
  private let noSignal: Int32 = 0x4000
#endif
