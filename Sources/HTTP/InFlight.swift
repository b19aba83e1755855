import Synchronization

/// The requests that are being answered, for a stop that waits for them.
final class InFlight: Sendable {
  private struct State {
    var count = 0
    var suspended: [ObjectIdentifier: Exchange] = [:]
    var isDraining = false
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Whether every connection is to be closed after its answer.
  var isDraining: Bool { state.withLock(\.isDraining) }

  /// Whether it is too late to carry anything out.
  var isClosed: Bool { state.withLock(\.isClosed) }

  /// Whether nothing is being answered.
  var isEmpty: Bool { state.withLock { $0.count == 0 && $0.suspended.isEmpty } }

  /// Whether no connection is suspended.
  var hasNoneSuspended: Bool { state.withLock(\.suspended.isEmpty) }

  /// A request was received.
  func begin() {
    state.withLock { $0.count += 1 }
  }

  /// A request was answered or given up.
  func end() {
    state.withLock { $0.count -= 1 }
  }

  /// A connection is about to be suspended; false if it is too late for that.
  func suspend(_ exchange: Exchange) -> Bool {
    state.withLock { state in
      guard !state.isClosed else { return false }
      state.suspended[ObjectIdentifier(exchange)] = exchange
      return true
    }
  }

  /// A connection has been resumed.
  func resume(_ exchange: Exchange) {
    _ = state.withLock { $0.suspended.removeValue(forKey: ObjectIdentifier(exchange)) }
  }

  /// From now on connections are closed after their answer.
  func drain() {
    state.withLock { $0.isDraining = true }
  }

  /// From now on nothing may be suspended.
  ///
  /// - Returns: what is.
  func close() -> [Exchange] {
    state.withLock { state in
      state.isClosed = true
      return Array(state.suspended.values)
    }
  }
}
