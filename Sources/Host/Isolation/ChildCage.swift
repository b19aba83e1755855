import Foundation

/// What a child gives up before it loads anybody's code.
enum ChildCage {
  /// No file to write to, no core, few descriptors, so much memory; and what it starts in turn gets neither the socket
  /// nor the library.
  static func close(memory: Int) {
    for descriptor in [0, AdapterProcess.libraryDescriptor] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    limit(RLIMIT_CORE, 0)
    limit(RLIMIT_FSIZE, 0)
    limit(RLIMIT_NOFILE, 64)
    // Not the address space: a runtime reserves far more of it than it ever writes to.
    limit(RLIMIT_DATA, memory)
  }

  #if os(Linux)
    private static func limit(_ resource: __rlimit_resource, _ value: Int) {
      set(__rlimit_resource_t(resource.rawValue), value)
    }

    private static func set(_ resource: __rlimit_resource_t, _ value: Int) {
      var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
      setrlimit(resource, &limit)
    }
  #else
    private static func limit(_ resource: Int32, _ value: Int) {
      var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
      setrlimit(resource, &limit)
    }
  #endif
}
