import AdapterKit
import Foundation
import Text

/// One child process as the host sees it; asked by one thread at a time.
final class AdapterChild: Sendable {
  let pid: pid_t
  private let socket: FrameSocket
  private let errors: Int32

  /// Starts it and waits until it has loaded its library.
  /// - Throws: `AdapterFault`: what the child's door says, or how it ended.
  init(_ order: ChildOrder, library: Int32) throws(AdapterFault) {
    let spawned = try ChildSpawn(library: library)
    (pid, socket, errors) = (spawned.pid, spawned.socket, spawned.errors)
    let fault = begin(order)
    guard let fault else { return }
    _ = end()
    throw fault
  }

  deinit {
    close(socket.descriptor)
    close(errors)
  }

  /// Whether it waits for a message.
  var isWell: Bool { socket.isQuiet }

  /// Its answer to a message of one frame or two.
  func ask(_ frames: [[UInt8]], until deadline: ContinuousClock.Instant) throws(FrameSocket.Trouble) -> [UInt8] {
    for frame in frames { try socket.send(frame, until: deadline) }
    return try socket.receive(until: deadline)
  }

  /// Ends it, and says what became of it.
  func end(_ trouble: FrameSocket.Trouble? = nil) -> String {
    let status = trouble == .closed ? ended() : nil
    if status == nil { kill(pid, SIGKILL) }
    let how = Self.text(status ?? waited(0) ?? 0)
    let said = lastWords
    let reason =
      switch trouble {
      case .late: "the adapter didn't answer in time; its process was ended"
      case .malformed(let what): "the adapter's process is out of step: \(what)"
      case .closed, nil: "the adapter's process ended \(how)"
      }
    return said.isEmpty ? reason : "\(reason): \(said)"
  }

  private func begin(_ order: ChildOrder) -> AdapterFault? {
    let deadline = ContinuousClock.now + .seconds(AdapterProcess.startSeconds)
    do {
      let reply = try ProcessFrame.reply(try ask([try ProcessFrame.encode(order: order.json)], until: deadline))
      switch reply {
      case .unchanged: return nil
      case .failed(let text): return AdapterFault(crossing: text)
      case .message: return AdapterFault(message: "the adapter's process is out of step when it starts")
      }
    } catch let trouble as FrameSocket.Trouble {
      return AdapterFault(message: "\(end(trouble)) (when it started)")
    } catch {
      return AdapterFault(message: "the adapter's process can't be told what to open: \(error)")
    }
  }

  /// Its status, once it has ended by itself; nil when it still runs after a moment.
  private func ended() -> Int32? {
    for _ in 0..<200 {
      if let status = waited(WNOHANG) { return status }
      usleep(1000)
    }
    return nil
  }

  private func waited(_ options: Int32) -> Int32? {
    var status: Int32 = 0
    while true {
      let answer = waitpid(pid, &status, options)
      if answer == pid { return status }
      guard answer < 0, errno == EINTR else { return nil }
    }
  }

  /// The end of what it wrote to its standard error.
  private var lastWords: String {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let count = read(errors, &bytes, bytes.count)
    guard count > 0 else { return "" }
    return String(String(decoding: bytes.prefix(count).suffix(400), as: UTF8.self).printable.suffix(200))
  }

  private static func text(_ status: Int32) -> String {
    let signal = status & 0x7F
    guard signal != 0 else { return "with code \((status >> 8) & 0xFF)" }
    return "by signal \(signal) (\(String(cString: strsignal(signal))))"
  }
}
