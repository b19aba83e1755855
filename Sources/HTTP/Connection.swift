import CMicroHTTPD
import Foundation
import Synchronization

/// One connection of a client, from accept to close.
final class Connection: Sendable {
  /// Its socket; the library's, and only to be touched while the phase isn't `closed`.
  let descriptor: Int32
  /// Who is at the other end.
  let peer: IPAddress
  /// Whether it counts against its source's limit.
  let isCounted: Bool
  private let phase: Mutex<Phase>
  private let leavesInput = Atomic<Bool>(false)

  /// A connection that was just accepted, and that the library doesn't serve yet.
  init(_ descriptor: Int32, peer: IPAddress, isCounted: Bool) {
    self.descriptor = descriptor
    self.peer = peer
    self.isCounted = isCounted
    phase = Mutex(.closed)
  }

  /// Says what it does from now on.
  func enter(_ next: Phase) {
    phase.withLock { $0 = next }
  }

  /// Counts bytes of a body.
  func received(_ count: Int) {
    phase.withLock { phase in
      guard case .body(let since, let received) = phase else { return }
      phase = .body(since: since, received: received + count)
    }
  }

  /// Shuts it down if it is late; the library then closes it as if the client had.
  func check(at now: ContinuousClock.Instant, _ limits: HTTPLimits) {
    phase.withLock { phase in
      let hasLeft = checkPeer(&phase, at: now)
      guard hasLeft || phase.isLate(at: now, limits) else { return }
      shutdown(descriptor, Int32(SHUT_RDWR))
    }
  }

  /// It will be closed with bytes of the client unread.
  func leaveInput() {
    leavesInput.store(true, ordering: .relaxed)
  }

  /// Takes leave of the descriptor, which the library closes next.
  ///
  /// - Returns: a copy of it to read from for a while, if there may be unread bytes: closing a socket with such resets
  ///   the connection, and the client may lose the answer that says why.
  func close() -> Int32? {
    phase.withLock { $0 = .closed }
    guard leavesInput.load(ordering: .relaxed) else { return nil }
    let copy = dup(descriptor)
    return copy < 0 ? nil : copy
  }

  /// Whether it waits for a client that has left: the library keeps a line that was begun, whoever hung up on it.
  ///
  /// Nor does the library tell when the first byte of a next request comes, but the kernel knows when the last byte did.
  private func checkPeer(_ phase: inout Phase, at now: ContinuousClock.Instant) -> Bool {
    guard phase.waitsForPeer, let peer = PeerState(descriptor) else { return false }
    // The kernel counts in ticks of up to 10 ms.
    if case .idle(let since) = phase, peer.quiet + .milliseconds(20) < now - since { phase = .head(since: now) }
    return peer.hasLeft
  }
}
