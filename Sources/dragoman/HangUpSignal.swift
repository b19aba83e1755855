internal import Dispatch
internal import Foundation

/// SIGHUP, which asks a host to read its files again.
final class HangUpSignal: Sendable {
  private let source: Source
  private let task: Task<Void, Never>

  /// A dispatch source may be cancelled from any thread.
  private struct Source: @unchecked Sendable {
    let source: any DispatchSourceSignal
  }

  /// Runs `body` for each; those that come meanwhile count as one.
  init(_ body: @escaping @Sendable () async -> Void) {
    let (signals, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    signal(SIGHUP, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
    source.setEventHandler { continuation.yield() }
    source.resume()
    self.source = Source(source: source)
    task = Task { for await _ in signals { await body() } }
  }

  func end() {
    source.source.cancel()
    task.cancel()
  }
}
