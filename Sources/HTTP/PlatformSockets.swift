import Foundation

// What Linux and macOS call differently.
#if canImport(Glibc)
  /// The kind of a TCP socket.
  let streamSocket = Int32(SOCK_STREAM.rawValue)
  /// Sends without waiting, and without a signal when nobody reads any more.
  let sendAtOnce = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
#else
  /// The kind of a TCP socket.
  let streamSocket = SOCK_STREAM
  /// Sends without waiting; the process ignores SIGPIPE.
  let sendAtOnce = Int32(MSG_DONTWAIT)
#endif

/// A socket that doesn't block and isn't inherited, or nil with the reason in `errno`.
func quietSocket(_ info: addrinfo) -> Int32? {
  let descriptor = socket(info.ai_family, info.ai_socktype, info.ai_protocol)
  guard descriptor >= 0 else { return nil }
  let flags = fcntl(descriptor, F_GETFL)
  guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 else {
    close(descriptor)
    return nil
  }
  return descriptor
}
