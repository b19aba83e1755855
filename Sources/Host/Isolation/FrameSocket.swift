import AdapterKit
import Foundation

/// One end of the socket between host and child: whole frames, each in time or not at all.
struct FrameSocket: Sendable {
  enum Trouble: Error, Hashable {
    case closed
    case late
    case malformed(String)

    /// The name under which it is counted.
    var name: String {
      switch self {
      case .closed: "ended"
      case .late: "late"
      case .malformed: "malformed"
      }
    }
  }

  let descriptor: Int32

  /// Has no call wait longer than that; without it they wait for as long as the other end lives.
  func limit(_ patience: Duration) {
    var time = timeval()
    time.tv_sec = numericCast(patience.components.seconds)
    time.tv_usec = numericCast(patience.components.attoseconds / 1_000_000_000_000)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
    }
  }

  /// Writes all of `bytes`.
  func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant? = nil) throws(Trouble) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent, quiet)
      }
      if count > 0 { sent += count } else { try goOn(until: deadline) }
      // A reader that takes a little at a time is late as well.
      if sent < bytes.count, let deadline, .now >= deadline { throw .late }
    }
  }

  /// Reads one frame.
  func receive(until deadline: ContinuousClock.Instant? = nil) throws(Trouble) -> [UInt8] {
    var frame: [UInt8] = []
    try take(4, into: &frame, until: deadline)
    let length = frame.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length >= 2, length <= Frame.limit - 4 else { throw .malformed("a frame of \(length) bytes was announced") }
    try take(length, into: &frame, until: deadline)
    return frame
  }

  /// Whether nothing came that nobody asked for, not even an end.
  var isQuiet: Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) == 0
  }

  private func take(
    _ count: Int, into frame: inout [UInt8], until deadline: ContinuousClock.Instant?
  ) throws(Trouble) {
    var filled = frame.count
    frame.append(contentsOf: repeatElement(0, count: count))
    while filled < frame.count {
      let (place, left) = (filled, frame.count - filled)
      let got = frame.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress?.advanced(by: place), left, 0) }
      guard got != 0 else { throw .closed }
      if got > 0 { filled += got } else { try goOn(until: deadline) }
      // One that trickles takes no longer than one that is silent.
      if filled < frame.count, let deadline, .now >= deadline { throw .late }
    }
  }

  /// After a call that failed: whether it may be tried again.
  private func goOn(until deadline: ContinuousClock.Instant?) throws(Trouble) {
    guard errno == EAGAIN || errno == EINTR || errno == EWOULDBLOCK else { throw .closed }
    if let deadline, .now >= deadline { throw .late }
  }
}

#if canImport(Glibc)
  private let quiet = Int32(MSG_NOSIGNAL)
#else
  private let quiet: Int32 = 0
#endif
