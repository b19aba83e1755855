import AdapterKit
import Foundation
import JSON

/// One child with its library open, as the host sees it; asked by one thread at a time.
final class AdapterChild: Sendable {
  let number: Int
  /// What its library has code for, and which stamp it bears.
  let facts: ChildFacts
  private let process: ChildProcess
  private let socket: FrameSocket

  private init(_ number: Int, _ facts: ChildFacts, _ process: ChildProcess, _ socket: FrameSocket) {
    (self.number, self.facts, self.process, self.socket) = (number, facts, process, socket)
  }

  deinit {
    process.kill()
    close(socket.descriptor)
  }

  /// Starts one and waits until it has loaded its library; `whenEnded` is called once nothing is left of it.
  /// - Throws: `AdapterFault`: what the child's door says, or how it ended.
  static func start(
    _ number: Int, _ order: ChildOrder, library: Int32, _ limits: IsolationLimits,
    whenEnded: @escaping @Sendable () -> Void
  ) throws(AdapterFault) -> AdapterChild {
    let spawn = try ChildSpawn(library: library)
    let socket = FrameSocket(descriptor: spawn.socket)
    do throws(AdapterFault) {
      let process = try ChildProcess(spawn, whenEnded: whenEnded)
      socket.limit(limits.startTime)
      let facts = try begin(process, socket, order, until: .now + limits.startTime)
      socket.limit(limits.time)
      return AdapterChild(number, facts, process, socket)
    } catch {
      close(spawn.socket)
      throw error
    }
  }

  /// Whether it waits for a message.
  var isWell: Bool { socket.isQuiet }

  /// Its answer to a message of one frame or two.
  func ask(_ frames: [UInt8], until deadline: ContinuousClock.Instant) throws(FrameSocket.Trouble) -> [UInt8] {
    try socket.send(frames, until: deadline)
    return try socket.receive(until: deadline)
  }

  /// Ends it, and says what became of it.
  func end(_ trouble: FrameSocket.Trouble) -> String { Self.end(process, trouble) }

  private static func begin(
    _ process: ChildProcess, _ socket: FrameSocket, _ order: ChildOrder, until deadline: ContinuousClock.Instant
  ) throws(AdapterFault) -> ChildFacts {
    do {
      try socket.send(try ProcessFrame.encode(order: order.json), until: deadline)
      switch try ProcessFrame.reply(try socket.receive(until: deadline)) {
      case .ready(let facts): return ChildFacts(facts)
      case .failed(let text):
        process.kill()
        throw AdapterFault(crossing: text)
      case .unchanged, .message: throw FrameSocket.Trouble.malformed("it isn't ready")
      }
    } catch let fault as AdapterFault {
      throw fault
    } catch let trouble as FrameSocket.Trouble {
      throw AdapterFault(
        message: "\(end(process, trouble)), while it opened '\(ConfigurationPath(order.path).shown)'",
        fix: "mend the library and build it: \(order.rebuild)")
    } catch {
      process.kill()
      throw AdapterFault(message: "the adapter's process can't be told what to open: \(error)")
    }
  }

  private static func end(_ process: ChildProcess, _ trouble: FrameSocket.Trouble) -> String {
    let how = trouble == .closed ? process.end(within: .seconds(1)) : nil
    process.kill()
    return switch trouble {
    case .late: "the adapter didn't answer in time, and its process was ended"
    case .malformed(let what): "the adapter's process is out of step and was ended: \(what)"
    case .closed: how.map { "the adapter's process ended \($0)" } ?? "the adapter's process left, and was ended"
    }
  }
}

/// What a child says of its library once it is open.
struct ChildFacts: Sendable {
  let requests: Bool
  let answers: Bool
  let stamp: String?

  init(_ library: LibraryAdapter) {
    (requests, answers) = library.handles
    stamp = library.stamp
  }

  init(_ json: JSON) {
    requests = json["requests"]?.bool ?? true
    answers = json["answers"]?.bool ?? true
    stamp = json["stamp"]?.string
  }

  var json: JSON {
    var object: JSONObject = ["requests": .bool(requests), "answers": .bool(answers)]
    if let stamp { object["stamp"] = .string(stamp) }
    return .object(object)
  }
}
