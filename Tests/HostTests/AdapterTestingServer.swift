import AdapterTesting
import Foundation
import Synchronization

/// A listener on loopback that gives one prepared answer to each connection and keeps what was asked.
final class CannedServer: Sendable {
  private let descriptor: Int32
  private let port: Int
  private let asked = Mutex<[String]>([])

  /// Where its answers can be had.
  var transport: SocketTransport { SocketTransport(host: "127.0.0.1", port: port, prefix: "/scim/v2/acme", timeout: 5) }
  /// What was asked, whole.
  var requests: [String] { asked.withLock { $0 } }

  init(_ answers: [String]) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, address, &length) == 0
      }
    }
    guard bound else { throw TransportError(String(cString: strerror(errno))) }
    self.descriptor = descriptor
    port = Int(UInt16(bigEndian: address.sin_port))
    DispatchQueue.global().async { [self] in
      for answer in answers { serve(answer) }
      close(descriptor)
    }
  }

  private func serve(_ answer: String) {
    let connection = accept(descriptor, nil, nil)
    guard connection >= 0 else { return }
    defer { close(connection) }
    let request = request(connection)
    asked.withLock { $0.append(request) }
    _ = answer.withCString { send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
  }

  /// Reads up to the end of the content that the head announces.
  private func request(_ connection: Int32) -> String {
    var text = ""
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = recv(connection, &chunk, chunk.count, 0)
      guard count > 0 else { return text }
      text += String(decoding: chunk.prefix(count), as: UTF8.self)
      guard let end = text.firstRange(of: "\r\n\r\n") else { continue }
      let length = text.firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) } ?? 0
      if text[end.upperBound...].utf8.count >= length { return text }
    }
  }
}
