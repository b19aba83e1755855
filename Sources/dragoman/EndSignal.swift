internal import Dispatch
internal import Foundation
internal import Synchronization

/// SIGTERM and SIGINT, caught from the moment it is made: they end the verb, not the process.
final class EndSignal: Sendable {
  private let signals: AsyncStream<Void>
  private let sources: Sources
  private let came: Flag

  private final class Flag: Sendable {
    let isSet = Atomic<Bool>(false)
  }

  /// Dispatch sources may be cancelled from any thread.
  private struct Sources: @unchecked Sendable {
    let all: [any DispatchSourceSignal]
  }

  init() {
    let (signals, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingOldest(1))
    let came = Flag()
    self.came = came
    sources = Sources(
      all: [SIGTERM, SIGINT].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
          came.isSet.store(true, ordering: .releasing)
          continuation.yield()
        }
        source.resume()
        return source
      })
    self.signals = signals
  }

  deinit { sources.all.forEach { $0.cancel() } }

  /// Waits for one.
  func wait() async {
    for await _ in signals { return }
  }

  /// Whether one came.
  var hasCome: Bool { came.isSet.load(ordering: .acquiring) }
}
