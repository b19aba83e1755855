import CMicroHTTPD
import Foundation
import Synchronization

/// Accepts connections and hands them to the library's threads, as many as the limits allow.
///
/// The library could listen by itself, but counts trusted proxies like anybody else, and ends the process if a thread of
/// its pool wakes at the moment when it is told to stop listening.
final class Acceptor: Sendable {
  private let socket: ListeningSocket
  private let daemon: Daemon
  private let connections: Connections
  private let trusted: TrustedProxies
  private let most: Int
  private let isStopping = Atomic<Bool>(false)
  private let hasEnded = Atomic<Bool>(false)

  /// Doesn't accept yet.
  init(_ socket: ListeningSocket, for daemon: Daemon, _ connections: Connections, _ trusted: TrustedProxies, most: Int)
  {
    self.socket = socket
    self.daemon = daemon
    self.connections = connections
    self.trusted = trusted
    self.most = most
  }

  /// Begins to accept, on a thread of its own.
  func start() {
    Thread.detachNewThread { [self] in
      while !isStopping.load(ordering: .acquiring) { acceptWhatWaits() }
      close(socket.descriptor)
      hasEnded.store(true, ordering: .releasing)
    }
  }

  /// Stops listening; connections that wait to be accepted are reset.
  func stop() {
    // In this order: once told to stop, the thread closes the socket, and its number may be somebody else's.
    shutdown(socket.descriptor, Int32(SHUT_RDWR))
    isStopping.store(true, ordering: .releasing)
    while !hasEnded.load(ordering: .acquiring) { usleep(500) }
  }

  private func acceptWhatWaits() {
    var event = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&event, 1, 100) > 0 else { return }
    while !isStopping.load(ordering: .acquiring) {
      guard connections.count < most else { return pause() }
      guard acceptOne() else { return }
    }
  }

  private func acceptOne() -> Bool {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let descriptor = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        accept(socket.descriptor, $0, &size)
      }
    }
    guard descriptor >= 0 else {
      if [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) { pause() }
      return errno == EINTR || errno == ECONNABORTED
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    serve(descriptor, from: storage, size)
    return true
  }

  private func serve(_ descriptor: Int32, from storage: sockaddr_storage, _ size: socklen_t) {
    guard let peer = IPAddress(storage) else {
      close(descriptor)
      return
    }
    let connection = Connection(descriptor, peer: peer, isCounted: !trusted.contains(peer))
    guard connections.add(connection) else {
      close(descriptor)
      return
    }
    // The library closes what it doesn't take.
    if !daemon.serve(descriptor, from: storage, size) { connections.remove(connection) }
  }

  private func pause() {
    usleep(10_000)
  }
}
