import AdapterKit
import Foundation

/// One end of the socket between host and child: whole frames, each in time or not at all.
struct FrameSocket: Sendable {
  enum Trouble: Error, Hashable {
    case closed
    case late
    case malformed(String)
  }

  let descriptor: Int32

  /// Writes all of `bytes`.
  func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant? = nil) throws(Trouble) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent, quiet)
      }
      if count > 0 { sent += count } else { try wait(for: POLLOUT, until: deadline) }
    }
  }

  /// Reads one frame.
  func receive(until deadline: ContinuousClock.Instant? = nil) throws(Trouble) -> [UInt8] {
    let head = try take(4, until: deadline)
    let length = head.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length >= 2, length <= Frame.limit - 4 else { throw .malformed("a frame of \(length) bytes was announced") }
    return head + (try take(length, until: deadline))
  }

  /// Whether nothing came that nobody asked for, not even an end.
  var isQuiet: Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) == 0
  }

  private func take(_ count: Int, until deadline: ContinuousClock.Instant?) throws(Trouble) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes {
        recv(descriptor, $0.baseAddress?.advanced(by: filled), count - filled, 0)
      }
      guard got != 0 else { throw .closed }
      if got > 0 { filled += got } else { try wait(for: POLLIN, until: deadline) }
    }
    return bytes
  }

  /// After a call that failed: waits if it only came too early.
  private func wait(for events: Int32, until deadline: ContinuousClock.Instant?) throws(Trouble) {
    guard errno == EAGAIN || errno == EINTR || errno == EWOULDBLOCK else { throw .closed }
    let left = deadline.map { ContinuousClock.now.duration(to: $0) / .milliseconds(1) } ?? -1
    guard deadline == nil || left > 0 else { throw .late }
    var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    _ = poll(&entry, 1, deadline == nil ? -1 : Int32(min(left.rounded(.up), 60_000)))
  }
}

#if canImport(Glibc)
  private let quiet = Int32(MSG_NOSIGNAL)
#else
  private let quiet: Int32 = 0
#endif
