import Foundation
import Synchronization

/// An HTTP/1.1 server that hands requests to one handler until it is stopped.
public final class HTTPServer: Sendable {
  /// The port it listens on.
  public let port: Int
  private let service: Service
  private let daemon: Daemon
  private let acceptor: Acceptor
  private let watchdog: Watchdog
  private let isStopped = Atomic<Bool>(false)

  /// Listens and begins to answer.
  public init(_ configuration: HTTPConfiguration, handler: any HTTPHandler) throws(HTTPServerError) {
    let limits = configuration.limits
    let trusted = try TrustedProxies(configuration.trustedProxies)
    raiseFileLimit(to: limits.connections + 512)
    let socket = try ListeningSocket(host: configuration.host, port: configuration.port)
    service = Service(handler, trusted, limits)
    do {
      daemon = try Daemon(service, tls: configuration.tls, limits)
    } catch {
      close(socket.descriptor)
      throw error
    }
    port = socket.port
    acceptor = Acceptor(socket, for: daemon, service.connections, trusted, most: limits.connections)
    watchdog = Watchdog(service.connections, service.lingering, limits)
    acceptor.start()
    watchdog.start()
  }

  deinit {
    stop(grace: .zero)
  }

  /// Takes no more connections, answers what is in flight and ends; blocks for `grace` at most, later calls return.
  ///
  /// What isn't answered when the grace is nearly over is answered `HTTPRefusal.stopping`.
  public func stop(grace: Duration) {
    guard !isStopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
    let deadline = ContinuousClock.now + max(grace, .milliseconds(100))
    acceptor.stop()
    service.inFlight.drain()
    wait(until: deadline - min(grace / 4, .seconds(1))) { service.inFlight.isEmpty }
    service.giveUp()
    wait(until: deadline - .milliseconds(20)) { service.inFlight.isEmpty }
    watchdog.stop()
    // The library ends the process if it is stopped with a suspended connection; a thread that hangs in a handler is left.
    guard service.inFlight.hasNoneSuspended else { return }
    endDaemon(by: deadline)
  }

  private func endDaemon(by deadline: ContinuousClock.Instant) {
    let ended = Ended()
    Thread.detachNewThread { [daemon] in
      daemon.stop()
      ended.isSet.store(true, ordering: .releasing)
    }
    wait(until: max(deadline, .now + .milliseconds(250))) { ended.isSet.load(ordering: .acquiring) }
  }

  private func wait(until deadline: ContinuousClock.Instant, _ condition: () -> Bool) {
    while !condition(), ContinuousClock.now < deadline { usleep(1000) }
  }
}

/// Whether a thread has done what it was started for.
private final class Ended: Sendable {
  let isSet = Atomic<Bool>(false)
}
