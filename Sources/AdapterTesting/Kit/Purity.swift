import AdapterKit
import Diagnostics
import JSON

/// The same message twice, the same answer: an adapter has no clock, no state and no chance.
enum Purity {
  /// Reads every message with two instances of the adapter, with the second in reverse, and with the first once more.
  static func faults(_ played: PlayedFile) throws -> [Mismatch] {
    let (first, second) = (try played.dialect(), try played.dialect())
    let samples = played.samples
    let once = samples.map { Reading($0.message, first) }
    let reversed = Array(samples.reversed().map { Reading($0.message, second) }.reversed())
    let again = samples.map { Reading($0.message, first) }
    return samples.indices.compactMap { place in
      guard let other = [reversed[place], again[place]].first(where: { $0 != once[place] }) else { return nil }
      return played.fault(
        "the adapter reads \(samples[place].message.title), or renders its answer, in two ways",
        at: samples[place].index, expected: once[place].shown, got: other.shown)
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
  var shown: String { ([message] + notes.map { "note: \($0)" }).joined(separator: "\n") }
}
