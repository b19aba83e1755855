import AdapterTesting
import Foundation

/// Plain requests to any URL of this machine.
enum Wire {
  static func send(
    _ base: String, _ method: String, _ path: String, _ headers: [(name: String, value: String)] = [],
    _ body: [UInt8]? = nil
  ) async throws -> ExchangeReply {
    try await SocketTransport(base: base).send(method, path, headers: headers, body: body)
  }
}

extension ExchangeReply {
  var text: String { String(decoding: body, as: UTF8.self) }
}
