import Synchronization

/// All open connections, and how many of them each source has.
final class Connections: Sendable {
  private struct Open {
    var byDescriptor: [Int32: Connection] = [:]
    var bySource: [IPAddress: Int] = [:]

    mutating func remove(_ connection: Connection) {
      guard byDescriptor[connection.descriptor] === connection else { return }
      byDescriptor[connection.descriptor] = nil
      guard connection.isCounted, let count = bySource[connection.peer] else { return }
      bySource[connection.peer] = count > 1 ? count - 1 : nil
    }
  }

  private let open = Mutex(Open())
  private let perSource: Int

  /// None yet; so many may come from one source.
  init(perSource: Int) {
    self.perSource = perSource
  }

  /// How many there are.
  var count: Int { open.withLock { $0.byDescriptor.count } }

  /// All of them now.
  var all: [Connection] { open.withLock { Array($0.byDescriptor.values) } }

  /// Enters a connection; false if its source has too many.
  func add(_ connection: Connection) -> Bool {
    open.withLock { open in
      // The library may have closed a socket without a word, before it began to serve it.
      if let stale = open.byDescriptor[connection.descriptor] { open.remove(stale) }
      let count = open.bySource[connection.peer, default: 0]
      guard !connection.isCounted || count < perSource else { return false }
      if connection.isCounted { open.bySource[connection.peer] = count + 1 }
      open.byDescriptor[connection.descriptor] = connection
      return true
    }
  }

  /// The connection on a socket.
  func on(_ descriptor: Int32) -> Connection? {
    open.withLock { $0.byDescriptor[descriptor] }
  }

  /// Forgets a connection.
  func remove(_ connection: Connection) {
    open.withLock { $0.remove(connection) }
  }
}
