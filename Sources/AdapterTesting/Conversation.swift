public import YAML

/// Exchanges played one after another against one provider's endpoint.
public struct Conversation: Sendable {
  /// The exchanges, in order.
  public var exchanges: [Exchange]
  /// The file they are from.
  public var source: YAMLSource
  /// What is known at the start.
  public var placeholders: Placeholders

  /// A conversation that is yet to be played.
  public init(_ exchanges: [Exchange], from source: YAMLSource, placeholders: Placeholders) {
    self.exchanges = exchanges
    self.source = source
    self.placeholders = placeholders
  }

  /// Plays the exchanges up to the first that comes out wrong: what follows would only follow from it.
  public func play(over transport: any ExchangeTransport) async -> PlayedConversation {
    var played = PlayedConversation(placeholders: placeholders)
    for exchange in exchanges {
      do throws(Mismatch) {
        let reply = try await send(exchange, played.placeholders, over: transport)
        played.replies.append(reply)
        let check = AnswerCheck(exchange: exchange, reply: reply, source: source)
        played.mismatches = check.run(&played.placeholders)
      } catch {
        played.mismatches = [error]
      }
      if !played.mismatches.isEmpty { break }
    }
    return played
  }

  private func send(
    _ exchange: Exchange, _ placeholders: Placeholders, over transport: any ExchangeTransport
  ) async throws(Mismatch) -> ExchangeReply {
    let request: FilledRequest
    do throws(MissingPlaceholder) { request = try exchange.request.filled(by: placeholders) } catch {
      throw Mismatch("nothing was captured for {{\(error.name)}}", at: exchange.range, of: source)
    }
    do {
      return try await transport.send(request.method, request.path, headers: request.headers, body: request.body)
    } catch {
      throw Mismatch("\(request.method) \(request.path) got no answer: \(error)", at: exchange.range, of: source)
    }
  }
}

/// How far a conversation came.
public struct PlayedConversation: Sendable {
  /// All that is known afterwards.
  public var placeholders: Placeholders
  /// What came back, one for each exchange that got an answer.
  public var replies: [ExchangeReply] = []
  /// What came out wrong with the last of them; empty when everything came true.
  public var mismatches: [Mismatch] = []
}
