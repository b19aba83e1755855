import Foundation

/// One TCP connection, with a time-out on each read and write.
package final class SocketConnection: ByteStream {
  /// The socket; it is closed with this.
  package let descriptor: Int32

  /// Connects to the first of the host's addresses that takes the connection.
  package init(host: String, port: Int, timeout: Int) throws(TransportError) {
    var hints = addrinfo()
    hints.ai_socktype = streamSocket
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &list) == 0 else { throw TransportError("\(host) has no address") }
    defer { freeaddrinfo(list) }
    var next = list
    while let address = next?.pointee {
      if let descriptor = connected(to: address, timeout) {
        self.descriptor = descriptor
        return
      }
      next = address.ai_next
    }
    throw TransportError("nobody takes a connection at \(host):\(port)")
  }

  deinit { close(descriptor) }

  /// Writes all of it.
  package func write(_ bytes: [UInt8]) throws(TransportError) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent, quiet) }
      if count < 0, errno == EINTR { continue }
      // The answer to a request that was refused early may already be there.
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Reads what is there, at least one byte; empty at the end.
  package func read() throws(TransportError) -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw TransportError(String(cString: strerror(errno))) }
      return Array(chunk.prefix(count))
    }
  }
}

#if canImport(Glibc)
  private let streamSocket = Int32(SOCK_STREAM.rawValue)
  private let quiet = Int32(MSG_NOSIGNAL)
#else
  private let streamSocket = SOCK_STREAM
  private let quiet: Int32 = 0
#endif

private func connected(to address: addrinfo, _ timeout: Int) -> Int32? {
  let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
  guard descriptor >= 0 else { return nil }
  var limit = timeval(tv_sec: timeout, tv_usec: 0)
  let size = socklen_t(MemoryLayout<timeval>.size)
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
  setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
  var on: Int32 = 1
  // A request behind the end of a TLS handshake would wait for the other side's delayed acknowledgement.
  setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  #if !canImport(Glibc)
    setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
  #endif
  guard connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 else {
    close(descriptor)
    return nil
  }
  return descriptor
}
