import Foundation

/// Starts the host's own executable as a child that inherits a socket, the library's file and nothing else.
struct ChildSpawn {
  let pid: pid_t
  /// The host's end.
  let socket: FrameSocket
  /// What the child writes to its standard error, never waited for.
  let errors: Int32

  /// - Throws: `AdapterFault` with the system's reason.
  init(library: Int32) throws(AdapterFault) {
    guard let pair = Self.pair(), let errors = Self.pipe(besides: pair) else { throw Self.fault(errno) }
    defer {
      close(pair.child)
      close(errors.write)
    }
    var pid: pid_t = 0
    let code = Self.spawn(&pid, socket: pair.child, errors: errors.write, library: library)
    guard code == 0 else {
      close(pair.host)
      close(errors.read)
      throw Self.fault(code)
    }
    (self.pid, socket, self.errors) = (pid, FrameSocket(descriptor: pair.host), errors.read)
  }

  /// The running executable, if it is ours; for tests and tools the one that was built beside them.
  static let program: String = {
    let running = Bundle.main.executablePath ?? "/proc/self/exe"
    let beside = LibraryLocation.runningFolder + "/dragoman"
    let isOurs = running.split(separator: "/").last == "dragoman"
    if !isOurs, access(beside, X_OK) == 0 { return beside }
    #if os(Linux)
      return "/proc/self/exe"  // also after the file was replaced by a newer one
    #else
      return running
    #endif
  }()

  private static func spawn(_ pid: inout pid_t, socket: Int32, errors: Int32, library: Int32) -> Int32 {
    #if os(Linux)
      var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, socket, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    #if os(Linux)
      posix_spawn_file_actions_adddup2(&actions, library, AdapterProcess.libraryDescriptor)
      posix_spawn_file_actions_addclosefrom_np(&actions, AdapterProcess.libraryDescriptor + 1)
      let closing: Int32 = 0
    #else
      let closing = POSIX_SPAWN_CLOEXEC_DEFAULT
    #endif
    // A group of its own: a terminal's Ctrl-C is for the host, which answers what was begun.
    posix_spawnattr_setflags(
      &attributes,
      Int16(closing) | Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    posix_spawnattr_setpgroup(&attributes, 0)
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var words = ["dragoman", AdapterProcess.word].map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { (words + variables).forEach { free($0) } }
    return posix_spawn(&pid, program, &actions, &attributes, &words, &variables)
  }

  /// Only what the loader needs; a crash is told by its signal, without a slow report.
  private static var environment: [String] {
    let kept = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"].compactMap { name in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    return kept + ["SWIFT_BACKTRACE=enable=no"]
  }

  private static func pair() -> (host: Int32, child: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, stream, 0, &ends) == 0 else { return nil }
    guard ends.allSatisfy(hide), fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 else {
      ends.forEach { close($0) }
      return nil
    }
    return (ends[0], ends[1])
  }

  /// Neither end waits: a child that says too much loses words, not time.
  private static func pipe(besides pair: (host: Int32, child: Int32)) -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else {
      close(pair.host)
      close(pair.child)
      return nil
    }
    for end in ends where hide(end) { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    return (ends[0], ends[1])
  }

  private static func hide(_ descriptor: Int32) -> Bool { fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 }

  private static func fault(_ code: Int32) -> AdapterFault {
    AdapterFault(message: "the adapter's process can't be started: \(String(cString: strerror(code)))")
  }

  #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue)
  #else
    private static let stream = SOCK_STREAM
  #endif
}
