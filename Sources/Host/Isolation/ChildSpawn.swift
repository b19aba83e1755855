import Foundation

/// The descriptors of a child that isn't started yet, and how it is started: the host's own executable, which inherits
/// one end of a socket, one of a pipe, the library's file and nothing else.
struct ChildSpawn: Sendable {
  /// The host's end of the socket.
  let socket: Int32
  /// Where the host reads what the child writes to its standard error.
  let errors: Int32
  private let childSocket: Int32
  private let childErrors: Int32
  private let library: Int32

  /// - Throws: `AdapterFault` with the system's reason.
  init(library: Int32) throws(AdapterFault) {
    guard let sockets = Self.pair({ socketpair(AF_UNIX, Self.stream, 0, $0) }) else { throw Self.fault(errno) }
    guard let pipe = Self.pair({ pipe($0) }) else {
      let code = errno
      [sockets.0, sockets.1].forEach { close($0) }
      throw Self.fault(code)
    }
    (socket, childSocket) = sockets
    (errors, childErrors) = pipe
    self.library = library
  }

  /// Starts the child on this very thread, and closes what is the child's; returns an error's number, or 0.
  func start(_ pid: inout pid_t) -> Int32 {
    defer { [childSocket, childErrors].forEach { close($0) } }
    return Self.withAttributes { attributes in
      Self.withActions(socket: childSocket, errors: childErrors, library: library) { actions in
        Self.withWords(["dragoman", AdapterProcess.word]) { words in
          Self.withWords(Self.environment) { posix_spawn(&pid, Self.program, actions, attributes, words, $0) }
        }
      }
    }
  }

  static func fault(_ code: Int32) -> AdapterFault {
    AdapterFault(message: "the adapter's process can't be started: \(String(cString: strerror(code)))")
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

  /// Only what the loader needs; a crash is told by its signal, without a slow report.
  private static var environment: [String] {
    let kept = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"].compactMap { (name: String) in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    return kept + ["SWIFT_BACKTRACE=enable=no"]
  }

  /// Two descriptors that no other child inherits.
  private static func pair(_ make: (UnsafeMutablePointer<Int32>) -> Int32) -> (Int32, Int32)? {
    var ends: [Int32] = [-1, -1]
    guard make(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func withWords<Result>(
    _ words: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var copies = words.map { strdup($0) } + [nil]
    defer { copies.forEach { free($0) } }
    return body(&copies)
  }

  #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
  #else
    private static let stream = SOCK_STREAM
  #endif
}
