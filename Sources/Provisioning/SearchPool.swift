internal import Foundation

/// The few threads on which searches run, so that they never hold up requests that are answered by key.
public final class SearchPool: Sendable {
  private let queue: OperationQueue

  /// A pool of `width` threads.
  public init(width: Int = 2) {
    queue = OperationQueue()
    queue.name = "searches"
    queue.maxConcurrentOperationCount = width
  }

  /// Runs `work` when a thread is free.
  func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async -> Result<T, any Error> {
    await withCheckedContinuation { continuation in
      queue.addOperation { continuation.resume(returning: Result { try work() }) }
    }
  }
}
