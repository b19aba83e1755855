import JSON
import Synchronization

/// Carries a conversation, keeps all of it, and looks at each resource right after it was written.
final class WatchedTransport: ExchangeTransport {
  private let inner: any ExchangeTransport
  private let base: String
  private let kept = Mutex<[PlayedMessage]>([])
  private let shapes = Mutex<[String: Int]>([:])

  init(_ inner: any ExchangeTransport, base: String) {
    self.inner = inner
    self.base = base
  }

  /// What was sent so far, in order.
  var messages: [PlayedMessage] { kept.withLock { $0 } }

  func send(
    _ method: String, _ path: String, headers: [(name: String, value: String)], body: [UInt8]?
  ) async throws -> ExchangeReply {
    let reply = try await inner.send(method, path, headers: headers, body: body)
    var message = PlayedMessage(method, path, headers: headers, body: body, reply: reply)
    message.stored = try await stored(after: message)
    kept.withLock { $0.append(message) }
    return reply
  }

  private func stored(after message: PlayedMessage) async throws -> JSON? {
    guard message.isWrite, let path = resource(message), isWorthALook(message) else { return nil }
    let asked = message.headers.filter { equalIgnoringASCIICase($0.name, "Authorization") }
    let shown = try await inner.send("GET", path, headers: asked, body: nil)
    return shown.status == 200 ? try? JSON(parsing: shown.body) : nil
  }

  private func isWorthALook(_ message: PlayedMessage) -> Bool {
    let shape = message.shape
    return shapes.withLock { shapes in
      shapes[shape, default: 0] += 1
      return shapes[shape, default: 0] <= PlayedMessage.enough
    }
  }

  /// The path of what a write made or changed.
  private func resource(_ message: PlayedMessage) -> String? {
    guard message.method == "POST" else { return String(message.target.prefix { $0 != "?" }) }
    guard let location = message.reply.header("Location"), location.hasPrefix(base) else { return nil }
    return String(location.dropFirst(base.count))
  }
}
