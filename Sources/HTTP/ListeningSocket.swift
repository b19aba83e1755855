import CMicroHTTPD
import Foundation

/// A socket that listens.
struct ListeningSocket: Sendable {
  /// Its descriptor, not blocking.
  let descriptor: Int32
  /// The port it is bound to.
  let port: Int

  /// Binds the first address that `host` stands for and listens.
  init(host: String, port: Int) throws(HTTPServerError) {
    guard (0...65535).contains(port) else {
      throw .listen(host: host, port: port, reason: "a port is a number from 0 to 65535")
    }
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    hints.ai_socktype = streamSocket
    var found: UnsafeMutablePointer<addrinfo>?
    let outcome = getaddrinfo(host, String(port), &hints, &found)
    guard outcome == 0, let found else {
      throw .address(host: host, reason: String(cString: gai_strerror(outcome)))
    }
    defer { freeaddrinfo(found) }
    guard let descriptor = Self.listen(found.pointee) else {
      throw .listen(host: host, port: port, reason: String(cString: strerror(errno)))
    }
    self.descriptor = descriptor
    self.port = Self.port(of: descriptor) ?? port
  }

  private static func listen(_ info: addrinfo) -> Int32? {
    guard let descriptor = quietSocket(info) else { return nil }
    var on: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, info.ai_addr, info.ai_addrlen) == 0, Foundation.listen(descriptor, SOMAXCONN) == 0 else {
      let reason = errno
      close(descriptor)
      errno = reason
      return nil
    }
    return descriptor
  }

  private static func port(of descriptor: Int32) -> Int? {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let outcome = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    guard outcome == 0 else { return nil }
    // Both families keep the port in the same two bytes, in network order.
    return withUnsafeBytes(of: storage) { Int($0[2]) << 8 | Int($0[3]) }
  }
}
