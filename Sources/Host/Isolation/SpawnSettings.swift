import CChildProcess
import Foundation

#if os(Linux)
  typealias SpawnActions = posix_spawn_file_actions_t
  typealias SpawnAttributes = posix_spawnattr_t
#else
  typealias SpawnActions = posix_spawn_file_actions_t?
  typealias SpawnAttributes = posix_spawnattr_t?
#endif

extension ChildSpawn {
  /// Its standard input is the socket, its standard error the pipe, and all else is closed but the library's file.
  static func withActions(
    socket: Int32, errors: Int32, library: Int32, _ body: (UnsafeMutablePointer<SpawnActions>) -> Int32
  ) -> Int32 {
    #if os(Linux)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, socket, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    #if os(Linux)
      posix_spawn_file_actions_adddup2(&actions, library, AdapterProcess.libraryDescriptor)
      dragoman_close_from(&actions, AdapterProcess.libraryDescriptor + 1)
    #endif
    return body(&actions)
  }

  /// No signal is blocked or ignored, and a terminal's Ctrl-C is for the host alone, which answers what was begun.
  static func withAttributes(_ body: (UnsafeMutablePointer<SpawnAttributes>) -> Int32) -> Int32 {
    #if os(Linux)
      var attributes = posix_spawnattr_t()
      let closing: Int32 = 0
    #else
      var attributes: posix_spawnattr_t?
      let closing = POSIX_SPAWN_CLOEXEC_DEFAULT
    #endif
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let flags = [closing, Int32(POSIX_SPAWN_SETPGROUP), Int32(POSIX_SPAWN_SETSIGMASK), Int32(POSIX_SPAWN_SETSIGDEF)]
    posix_spawnattr_setflags(&attributes, Int16(flags.reduce(0, |)))
    posix_spawnattr_setpgroup(&attributes, 0)
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    return body(&attributes)
  }
}
