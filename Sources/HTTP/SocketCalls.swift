import CMicroHTTPD
import Foundation

/// The time since the last byte of the peer came, as the kernel knows it; nil where it doesn't say.
func timeSinceLastByte(_ descriptor: Int32) -> Duration? {
  #if os(Linux)
    var state = tcp_info()
    var size = socklen_t(MemoryLayout<tcp_info>.size)
    guard getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_INFO, &state, &size) == 0 else { return nil }
    return .milliseconds(Int64(state.tcpi_last_data_recv))
  #else
    return nil
  #endif
}

/// Lets the process open so many files, as far as the administrator's hard limit goes.
func raiseFileLimit(to wanted: Int) {
  var limit = rlimit()
  let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  guard getrlimit(files, &limit) == 0, limit.rlim_cur < rlim_t(wanted) else { return }
  limit.rlim_cur = min(rlim_t(wanted), limit.rlim_max)
  setrlimit(files, &limit)
}
