internal import Diagnostics
internal import AdapterTesting
internal import Foundation

/// Sends what a conversation says with the people of another house, and prints a line for each exchange.
struct NarratedTransport: ExchangeTransport {
  private let inner: any ExchangeTransport
  private let renaming: (from: String, to: String)
  private let terminal: Terminal

  init(_ inner: any ExchangeTransport, renaming: (from: String, to: String), _ terminal: Terminal) {
    self.inner = inner
    self.renaming = renaming
    self.terminal = terminal
  }

  func send(
    _ method: String, _ path: String, headers: [(name: String, value: String)], body: [UInt8]?
  ) async throws -> ExchangeReply {
    let sent = renamed(path)
    let reply = try await inner.send(method, sent, headers: headers, body: body.map(renamed))
    let status = reply.status < 400 ? terminal.paint.green("\(reply.status)") : terminal.paint.yellow("\(reply.status)")
    let name = method + String(repeating: " ", count: max(1, 7 - method.count))
    terminal.out("  \(status) \(name)\(sent.removingPercentEncoding ?? sent)")
    return ExchangeReply(
      status: reply.status, headers: reply.headers, body: renamed(reply.body, from: renaming.to, to: renaming.from))
  }

  private func renamed(_ text: String) -> String { text.replacing(renaming.from, with: renaming.to) }

  private func renamed(_ bytes: [UInt8]) -> [UInt8] { renamed(bytes, from: renaming.from, to: renaming.to) }

  private func renamed(_ bytes: [UInt8], from: String, to: String) -> [UInt8] {
    guard let text = String(validating: bytes, as: UTF8.self) else { return bytes }
    return Array(text.replacing(from, with: to).utf8)
  }
}
