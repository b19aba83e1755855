/// What a connection is doing, as far as it can be late with it.
enum Phase: Sendable {
  /// The head of a request is awaited, or coming.
  case head(since: ContinuousClock.Instant)
  /// The body is coming: so many bytes so far.
  case body(since: ContinuousClock.Instant, received: Int)
  /// The handler has it; slowness is the handler's matter.
  case handling
  /// The answer is being taken, the last piece at that time.
  case sending(progress: ContinuousClock.Instant)
  /// The last request is answered and nothing of the next has come.
  case idle(since: ContinuousClock.Instant)
  /// The descriptor isn't the library's yet, or no more, and may be anybody's.
  case closed

  /// Whether it has lasted longer than the limits allow.
  func isLate(at now: ContinuousClock.Instant, _ limits: HTTPLimits) -> Bool {
    switch self {
    case .head(let since): since + limits.headDeadline < now
    case .body(let since, let received): Self.bodyIsLate(now - since, received, limits)
    case .sending(let progress): progress + limits.sendProgress < now
    case .handling, .idle, .closed: false
    }
  }

  /// Whether it is the client's turn to send.
  var waitsForPeer: Bool {
    switch self {
    case .head, .body, .idle: true
    case .handling, .sending, .closed: false
    }
  }

  private static func bodyIsLate(_ elapsed: Duration, _ received: Int, _ limits: HTTPLimits) -> Bool {
    guard elapsed > limits.bodyGrace else { return false }
    return elapsed > limits.bodyDeadline || Double(received) < Double(limits.bodyRate) * (elapsed / .seconds(1))
  }
}
