import AdapterKit
import Diagnostics
import JSON

/// The same message twice, the same answer: an adapter has no clock, no state and no chance.
enum Purity {
  /// Reads every message with two instances of the adapter, with the second in reverse, and with the first once more.
  static func faults(_ played: PlayedFile) throws -> [Mismatch] {
    let (first, second) = (try played.dialect(), try played.dialect())
    let once = played.messages.map { Reading($0, first) }
    let reversed = Array(played.messages.reversed().map { Reading($0, second) }.reversed())
    let again = played.messages.map { Reading($0, first) }
    return played.messages.indices.compactMap { index in
      let others = [reversed[index], again[index]]
      guard let other = others.first(where: { $0 != once[index] }) else { return nil }
      return played.fault(
        "the adapter reads \(played.messages[index].title), or renders its answer, in two ways", at: index,
        expected: once[index].shown, got: other.shown)
    }
  }
}

/// What an adapter makes of one message.
private struct Reading: Hashable {
  let request: AdapterRequest?
  let response: AdapterResponse?
  let failure: String?

  init(_ message: PlayedMessage, _ dialect: Dialect) {
    do throws(AdapterFailure) {
      let request = try dialect.normalize(message.request)
      (self.request, response, failure) = (request, dialect.render(message.response, to: request), nil)
    } catch {
      (request, response, failure) = (nil, nil, error.description)
    }
  }

  var shown: String {
    if let failure { return failure }
    return [request?.shown, response?.body?.pretty()].compactMap { $0 }.joined(separator: "\n")
  }
}

extension AdapterRequest {
  /// Everything of it but the headers, for people.
  var shown: String {
    let line = query.isEmpty ? "\(method) \(path)" : "\(method) \(path)?\(query)"
    return ([line] + (body.map { [$0.pretty()] } ?? []) + notes.map { "note: \($0)" }).joined(separator: "\n")
  }
}
