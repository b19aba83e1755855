import Foundation
import Synchronization

/// Shuts down connections that are late: the library's own time-out begins anew with every byte that trickles in.
final class Watchdog: Sendable {
  private let connections: Connections
  private let lingering: Lingering
  private let limits: HTTPLimits
  private let isStopping = Atomic<Bool>(false)

  /// Doesn't watch yet.
  init(_ connections: Connections, _ lingering: Lingering, _ limits: HTTPLimits) {
    self.connections = connections
    self.lingering = lingering
    self.limits = limits
  }

  /// Begins to watch, on a thread of its own.
  func start() {
    let pause = UInt32(clamping: Int64(tick / .microseconds(1)))
    Thread.detachNewThread { [self] in
      while !isStopping.load(ordering: .acquiring) {
        usleep(pause)
        look()
      }
      lingering.end()
    }
  }

  /// Ends the watch within a tick.
  func stop() {
    isStopping.store(true, ordering: .releasing)
  }

  private func look() {
    let now = ContinuousClock.now
    for connection in connections.all { connection.check(at: now, limits) }
    lingering.drain(at: now)
  }

  /// A quarter of the shortest deadline, between 10 and 250 ms.
  private var tick: Duration {
    let shortest = min(limits.headDeadline, limits.bodyGrace, limits.bodyDeadline, limits.sendProgress)
    return max(.milliseconds(10), min(.milliseconds(250), shortest / 4))
  }
}
