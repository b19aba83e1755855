internal import Foundation

/// Runs work that takes long, or blocks, on a thread of its own, so that requests don't wait behind it.
enum OwnThread {
  static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread { continuation.resume(with: Result { try work() }) }
      thread.stackSize = 8 << 20
      thread.qualityOfService = .background
      thread.start()
    }
  }
}
