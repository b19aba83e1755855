import Foundation

/// `MSG_NOSIGNAL`: a server that has closed is no reason to die.
private let noSignal: Int32 = 0x4000

/// A client that sends the bytes it is told to send and shows the bytes that come back.
final class RawClient {
  private let descriptor: Int32

  /// Connects to the loopback.
  init(_ port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let outcome = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard outcome == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  }

  deinit {
    Foundation.close(descriptor)
  }

  /// Sends all of it; false once the server has closed.
  @discardableResult
  func send(_ text: String) -> Bool {
    send(Array(text.utf8))
  }

  /// Sends all of it; false once the server has closed.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, noSignal)
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Says that nothing more will be sent.
  func finish() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// The connection will be reset when the client goes.
  func resetWhenDone() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }

  /// What comes until the server closes, or until nothing has come for so long.
  func receive(quiet: Double = 3) -> (bytes: [UInt8], isClosed: Bool) {
    var bytes: [UInt8] = []
    while let more = piece(quiet) {
      if more.isEmpty { return (bytes, true) }
      bytes += more
    }
    return (bytes, false)
  }

  /// The answers that come until the server closes or falls silent.
  func answers(quiet: Double = 3) -> (all: [Reply], isClosed: Bool) {
    let (bytes, isClosed) = receive(quiet: quiet)
    return (Reply.all(in: bytes), isClosed)
  }

  /// The next answer of known length; nil when none comes.
  func answer(toHead: Bool = false, quiet: Double = 5) -> Reply? {
    while true {
      if let (reply, rest) = Reply.first(in: pending[...], toHead: toHead) {
        pending = Array(rest)
        return reply
      }
      guard let more = piece(quiet), !more.isEmpty else { return nil }
      pending += more
    }
  }

  private var pending: [UInt8] = []

  /// Some bytes; empty when the server has closed, nil when it is silent for so many seconds.
  func piece(_ quiet: Double) -> [UInt8]? {
    var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&event, 1, Int32(quiet * 1000)) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : []
  }
}
