#if os(Linux)
  import Foundation

  /// One connection of a client that does what no IdP should: stops in the middle, goes, or reads nothing.
  final class BadInputConnection {
    private let descriptor: Int32

    /// Connects to the endpoint's host on this machine.
    init(_ client: EndpointClient) throws {
      guard let port = URLComponents(string: client.base)?.port.flatMap(UInt16.init(exactly:)) else {
        throw StateMachineFault(description: "no endpoint at \(client.base)")
      }
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      let connected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard connected == 0 else { throw StateMachineFault(description: "the host takes no connection") }
    }

    deinit { close(descriptor) }

    /// Sends what the host takes of it.
    func send(_ bytes: some Sequence<UInt8>) {
      let bytes = Array(bytes)
      _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Says that nothing more will come.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Makes the end of the connection a reset.
    func resets() {
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    /// Takes little at a time, so that the host's answer stays with the host.
    func takesLittle() {
      var size: Int32 = 1024
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Waits for the host to close; what it said until then.
    func rest(seconds: Int) -> (text: String, isClosed: Bool) {
      var limit = timeval(tv_sec: seconds, tv_usec: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
      var (all, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
      while true {
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { return (String(decoding: all, as: UTF8.self), count == 0 || errno == ECONNRESET) }
        all += chunk.prefix(count)
      }
    }
  }

  extension EndpointClient {
    /// How many connections of the host's port aren't over (proc(5), `/proc/net/tcp`).
    func openConnections() throws -> Int {
      let port = String(URLComponents(string: base)?.port ?? 0, radix: 16, uppercase: true)
      let table = try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8).split(separator: "\n").dropFirst()
      return table.map { $0.split(separator: " ") }.count { fields in
        let isOpen = fields.count > 3 && (fields[3] == "01" || fields[3] == "08")
        return isOpen && fields[1].hasSuffix(":" + String(repeating: "0", count: 4 - port.count) + port)
      }
    }
  }
#endif
