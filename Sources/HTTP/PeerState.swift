import CMicroHTTPD
import Foundation

/// What the kernel knows of the other end of a connection.
struct PeerState: Sendable {
  /// The time since its last byte came.
  let quiet: Duration
  /// Whether it has said that it will send nothing more.
  let hasFinished: Bool

  /// Asks the kernel; nil where it doesn't say.
  init?(_ descriptor: Int32) {
    #if os(Linux)
      var state = tcp_info()
      var size = socklen_t(MemoryLayout<tcp_info>.size)
      guard getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_INFO, &state, &size) == 0 else { return nil }
      quiet = .milliseconds(Int64(state.tcpi_last_data_recv))
      hasFinished = Int(state.tcpi_state) == Int(TCP_CLOSE_WAIT)
    #else
      return nil
    #endif
  }

  /// Whether what it sent last is all there will be, and must have been read long since.
  var hasLeft: Bool { hasFinished && quiet > .seconds(1) }
}
