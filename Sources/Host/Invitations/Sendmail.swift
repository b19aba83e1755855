internal import Foundation
internal import JSON
internal import Synchronization

/// A sendmail-compatible program: run by its path, without a shell, its arguments the same for everybody.
///
/// Message and answers pass through files that have no name, so that neither side waits for the other.
struct Sendmail: Sendable {
  var program: String
  var timeout = Duration.seconds(60)

  /// Recipients stand in the message (`-t`), and a line with a dot ends nothing (`-i`).
  static let arguments = ["-i", "-t"]
  /// What a program's end says of a message that never gets through (sysexits.h): usage, data, no such user or host.
  private static let hopeless: Set<Int32> = [64, 65, 67, 68]

  /// Hands a message over.
  func send(_ message: [UInt8], log: HostLog) async -> DeliveryOutcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = Self.arguments
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C"]
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    let output: FileHandle
    do {
      process.standardInput = try Self.nameless(message)
      output = try Self.nameless([])
      process.standardOutput = output
      process.standardError = output
    } catch {
      return .refused("no temporary file: \(error.localizedDescription)")
    }
    let outcome = await run(process)
    say(output, outcome, log)
    return outcome
  }

  private func run(_ process: Process) async -> DeliveryOutcome {
    let ending = Ending(process)
    do {
      return try await withCheckedThrowingContinuation { continuation in
        process.terminationHandler = { continuation.resume(returning: Self.outcome($0, isLate: ending.isLate)) }
        do { try process.run() } catch { return continuation.resume(throwing: error) }
        ending.begin(after: timeout)
      }
    } catch {
      return .refused("the program can't be run: \(error.localizedDescription)")
    }
  }

  private static func outcome(_ process: Process, isLate: Bool) -> DeliveryOutcome {
    if isLate { return .unsure("the program took too long and was ended") }
    let status = process.terminationStatus
    guard process.terminationReason == .exit else { return .unsure("the program was ended by signal \(status)") }
    if status == 0 { return .taken }
    let reason = "the program ended with status \(status)"
    return hopeless.contains(status) ? .hopeless(reason) : .refused(reason)
  }

  private func say(_ output: FileHandle, _ outcome: DeliveryOutcome, _ log: HostLog) {
    try? output.seek(toOffset: 0)
    let said = (try? output.read(upToCount: 4096)).flatMap { $0 }.map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard outcome != .taken || !said.isEmpty else { return }
    log.write(
      outcome == .taken ? .info : .warning, "sendmail",
      [("program", .string(program)), ("outcome", .string("\(outcome)")), ("said", .string(said))])
  }

  /// A file without a name that holds `bytes` and is read from its beginning.
  private static func nameless(_ bytes: [UInt8]) throws -> FileHandle {
    let path = NSTemporaryDirectory() + "dragoman-" + UUID().uuidString
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    unlink(path)
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: Data(bytes))
    try handle.seek(toOffset: 0)
    return handle
  }
}

/// Ends a program that takes too long: politely, then for good.
private final class Ending: Sendable {
  private let process: Process
  private let late = Atomic(false)

  init(_ process: Process) { self.process = process }

  var isLate: Bool { late.load(ordering: .acquiring) }

  func begin(after timeout: Duration) {
    let pid = process.processIdentifier
    DispatchQueue.global().asyncAfter(deadline: .now() + timeout.inSeconds) { [self] in
      guard process.isRunning else { return }
      late.store(true, ordering: .releasing)
      kill(pid, SIGTERM)
      DispatchQueue.global().asyncAfter(deadline: .now() + 3) { [self] in
        if process.isRunning { kill(pid, SIGKILL) }
      }
    }
  }
}

extension Duration {
  fileprivate var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
