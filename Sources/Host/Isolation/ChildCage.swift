import Foundation

/// What a child gives up before it loads anybody's code.
enum ChildCage {
  /// No files to write, no core, few descriptors, so much memory; the root as its folder.
  static func close(memory: Int) {
    _ = chdir("/")
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
