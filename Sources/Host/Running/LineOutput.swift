internal import Foundation
internal import Synchronization

/// Where log lines leave the process: whole, in order, and without one request waiting for another's line.
///
/// Who finds nobody writing writes, also what others add meanwhile; they go on at once. A reader that stands still holds
/// everybody up once a MiB waits for it, so nothing is lost and nothing grows without bound.
final class LineOutput: Sendable {
  private struct State {
    var waiting: [UInt8] = []
    var isWriting = false
    /// How many bytes were added, and how many of them have left.
    var (added, written) = (0, 0)
  }

  private static let most = 1 << 20
  private let file: FileHandle
  private let state = Mutex(State())

  init(_ file: FileHandle) { self.file = file }

  /// Writes a line that was given its end; `urgent` returns when it has left.
  func write(_ line: [UInt8], urgent: Bool) {
    wait { $0.waiting.count < Self.most }
    let (isMine, end) = state.withLock { state in
      defer { state.isWriting = true }
      state.waiting.append(contentsOf: line)
      state.added += line.count
      return (!state.isWriting, state.added)
    }
    if isMine { drain() }
    if urgent { wait { $0.written >= end } }
  }

  /// What others go on adding isn't this request's: after a few rounds a thread of its own writes.
  private func drain() {
    for _ in 0..<4 { guard sendNext() else { return } }
    Thread.detachNewThread { [self] in while sendNext() {} }
  }

  private func sendNext() -> Bool {
    guard let bytes = next() else { return false }
    send(bytes)
    state.withLock { $0.written += bytes.count }
    return true
  }

  /// What waits; nil, and nobody writes any more, when that is nothing.
  private func next() -> [UInt8]? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.isWriting = false
        return nil
      }
      defer { state.waiting = [] }
      return state.waiting
    }
  }

  /// A file that takes nothing more loses the lines: no request fails for its log.
  private func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(file.fileDescriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      sent += count
    }
  }

  private func wait(_ isOver: (borrowing State) -> Bool) {
    while !state.withLock({ isOver($0) }) { usleep(200) }
  }
}
