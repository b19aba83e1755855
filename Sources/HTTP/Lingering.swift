import CMicroHTTPD
import Foundation
import Synchronization

/// Sockets of which the library has taken leave, but whose clients may still be sending what nobody will read.
///
/// Their bytes are thrown away for a while, so that the client can read its answer before the connection is reset.
final class Lingering: Sendable {
  private struct Socket {
    let descriptor: Int32
    let until: ContinuousClock.Instant
    var left: Int
  }

  private static let patience = Duration.seconds(2)
  private static let mostBytes = 4 << 20
  private static let mostSockets = 256

  private let sockets = Mutex<[Socket]>([])

  /// Takes a socket over.
  func add(_ descriptor: Int32) {
    let isTaken = sockets.withLock { sockets in
      guard sockets.count < Self.mostSockets else { return false }
      sockets.append(Socket(descriptor: descriptor, until: .now + Self.patience, left: Self.mostBytes))
      return true
    }
    if !isTaken { close(descriptor) }
  }

  /// Throws away what has come and closes what has ended, sent too much or had its time.
  func drain(at now: ContinuousClock.Instant) {
    sockets.withLock { sockets in
      sockets = sockets.compactMap { socket in
        var socket = socket
        if now < socket.until, Self.discard(&socket) { return socket }
        close(socket.descriptor)
        return nil
      }
    }
  }

  /// Closes all.
  func end() {
    drain(at: .now + Self.patience + Self.patience)
  }

  /// Whether more may come.
  private static func discard(_ socket: inout Socket) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { buffer in
      while socket.left > 0 {
        let count = recv(socket.descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
        guard count != 0 else { return false }
        guard count > 0 else { return errno == EAGAIN || errno == EINTR }
        socket.left -= count
      }
      return false
    }
  }
}
