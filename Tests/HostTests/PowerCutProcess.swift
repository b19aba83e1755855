#if os(Linux)
  import Foundation
  import Testing

  /// A child process that writes what it says into a file.
  final class PowerCutProcess: Sendable {
    let pid: pid_t
    private let output: String

    /// Starts it; `environment` comes on top of this process's own.
    init(
      _ executable: String, _ arguments: [String], environment: [String: String] = [:], output: String
    ) throws {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
      // Other tests' sockets aren't the child's: while it had them, nobody would see them closed.
      let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
      for descriptor in open.compactMap({ Int32($0) }) where descriptor > 2 {
        posix_spawn_file_actions_addclose(&actions, descriptor)
      }
      let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
      var words = ([executable] + arguments).map { strdup($0) } + [nil]
      var variables = all.map { strdup($0) } + [nil]
      defer { (words + variables).forEach { free($0) } }
      var pid: pid_t = 0
      let code = posix_spawn(&pid, executable, &actions, nil, &words, &variables)
      try #require(code == 0, "\(executable) can't be started: \(String(cString: strerror(code)))")
      self.pid = pid
      self.output = output
    }

    func signal(_ number: Int32) { kill(pid, number) }

    /// Waits for its end: its exit status, or minus the signal that ended it.
    @discardableResult
    func wait() -> Int32 {
      var status: Int32 = 0
      while waitpid(pid, &status, 0) < 0, errno == EINTR {}
      return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    }

    /// What it has said so far.
    var said: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }

    /// The first line with `mark` in it; nil when the process ends or half a minute passes without one.
    func line(with mark: String) -> String? {
      let deadline = ContinuousClock.now + .seconds(30)
      while ContinuousClock.now < deadline {
        let isGone = kill(pid, 0) != 0 || hasEnded
        if let line = said.split(separator: "\n").first(where: { $0.contains(mark) }) { return String(line) }
        if isGone { return nil }
        usleep(2000)
      }
      return nil
    }

    /// Whether it waits to be waited for.
    private var hasEnded: Bool {
      var info = siginfo_t()
      return waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == SIGCHLD
    }

    static func find(_ name: String) -> String? {
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
  }
#endif
