import Foundation
import Text

/// A child process, and the one thread that starts it, hears it and takes its end.
///
/// The thread lives as long as the child: Linux ends a child that asked for it when the thread that started it ends.
/// Nobody else waits for the child, so its number is never another's when a signal is sent.
final class ChildProcess: Sendable {
  private let changed = NSCondition()
  // Guarded by `changed`.
  private nonisolated(unsafe) var pid: pid_t = 0
  private nonisolated(unsafe) var started: Int32?
  private nonisolated(unsafe) var status: Int32?
  private nonisolated(unsafe) var words: [UInt8] = []
  private let whenEnded: @Sendable () -> Void

  /// Starts it; `whenEnded` is called on its thread, once nothing is left of it.
  /// - Throws: `AdapterFault` with the system's reason.
  init(_ spawn: ChildSpawn, whenEnded: @escaping @Sendable () -> Void) throws(AdapterFault) {
    self.whenEnded = whenEnded
    Thread.detachNewThread { [self] in live(spawn) }
    let code: Int32 = changed.withLock {
      while started == nil { changed.wait() }
      return started ?? 0
    }
    guard code == 0 else { throw ChildSpawn.fault(code) }
  }

  /// Ends it, and whatever it started.
  func kill() {
    changed.withLock {
      guard status == nil, pid > 0 else { return }
      _ = Foundation.kill(-pid, SIGKILL)
      _ = Foundation.kill(pid, SIGKILL)
    }
  }

  /// How it ended, for people; nil while it hasn't, a moment later.
  func end(within moment: Duration) -> String? {
    let deadline = Date(timeIntervalSinceNow: moment / .seconds(1))
    return changed.withLock {
      while status == nil, changed.wait(until: deadline) {}
      return status.map { status in Self.text(status) + (said.isEmpty ? "" : ": \(said)") }
    }
  }

  private func live(_ spawn: ChildSpawn) {
    var pid: pid_t = 0
    let code = spawn.start(&pid)
    changed.withLock { (self.pid, started) = (pid, code) }
    changed.broadcast()
    if code == 0 { hear(spawn.errors, pid) }
    close(spawn.errors)
    guard code == 0 else { return }
    _ = Self.hasEnded(pid)
    changed.withLock { status = Self.taken(pid) }
    changed.broadcast()
    whenEnded()
  }

  /// Keeps the end of what it writes to its standard error, until there is no more.
  private func hear(_ errors: Int32, _ pid: pid_t) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var entry = pollfd(fd: errors, events: Int16(POLLIN), revents: 0)
      // Somebody whom it started may hold the pipe open although it has ended itself.
      guard poll(&entry, 1, 2000) != 0 else {
        guard Self.hasEnded(pid, WNOHANG) else { continue }
        return
      }
      let count = read(errors, &buffer, buffer.count)
      guard count > 0 || (count < 0 && errno == EINTR) else { return }
      changed.withLock { words = (words + buffer.prefix(max(0, count))).suffix(2048) }
    }
  }

  private var said: String {
    String(String(decoding: words, as: UTF8.self).split(separator: "\n").joined(separator: " ").printable.suffix(300))
  }

  /// Whether it has ended; its number stays its own. Waits for it unless `options` say otherwise.
  private static func hasEnded(_ pid: pid_t, _ options: Int32 = 0) -> Bool {
    var facts = siginfo_t()
    while waitid(P_PID, id_t(pid), &facts, WEXITED | WNOWAIT | options) != 0 {
      guard errno == EINTR else { return true }
    }
    return facts.si_signo != 0
  }

  /// Takes the status of one that has ended, and ends what it started while the group's number is still its own.
  private static func taken(_ pid: pid_t) -> Int32 {
    _ = Foundation.kill(-pid, SIGKILL)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private static func text(_ status: Int32) -> String {
    let signal = status & 0x7F
    guard signal != 0 else { return "with code \((status >> 8) & 0xFF)" }
    return "by signal \(signal) (\(String(cString: strsignal(signal))))"
  }
}
