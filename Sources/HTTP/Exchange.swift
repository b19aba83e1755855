import CMicroHTTPD
import Synchronization

/// One request and its answer: what the library's per-request context points to.
///
/// Only `outcome` is touched by several threads; the rest belongs to the one polling thread that serves the connection.
final class Exchange: @unchecked Sendable {
  /// How far it has come.
  enum Stage {
    /// The request line has been read.
    case line
    /// The head was admitted; the body is read up to the limit.
    case body(limit: Int)
    /// Refused by its head, without a body that would have to be thrown away: answered as soon as the library lets us.
    case refused(HTTPResponse)
    /// The connection is suspended until `outcome` has an answer.
    case waiting
    /// Answered; the library calls no more.
    case answered
  }

  private struct Outcome {
    var suspended: UInt = 0
    var response: HTTPResponse?
  }

  /// The target as it was sent.
  let target: String
  /// The connection it came on; nil only if the library served a socket that wasn't handed to it.
  let connection: Connection?
  /// How far it has come.
  var stage = Stage.line
  /// The head, once it is read.
  var head: HTTPHead?
  /// What the admission found out that the answer needs.
  var pass: (any Sendable)?
  /// The body so far.
  var body: [UInt8] = []
  /// Whether a stop waits for it.
  var isCounted = false
  private let outcome = Mutex(Outcome())

  /// An exchange whose request line has been read.
  init(target: String, on connection: Connection?) {
    self.target = target
    self.connection = connection
  }

  /// Suspends the connection until `resolve`; to be called on the polling thread.
  func suspend(_ handle: OpaquePointer) {
    stage = .waiting
    outcome.withLock { outcome in
      outcome.suspended = UInt(bitPattern: handle)
      MHD_suspend_connection(handle)
    }
  }

  /// Hands over the answer and resumes the connection; of several answers the first counts.
  func resolve(_ response: HTTPResponse) {
    outcome.withLock { outcome in
      // Resumed once only: afterwards the handle may be somebody else's.
      guard outcome.response == nil, let handle = OpaquePointer(bitPattern: outcome.suspended) else { return }
      outcome.response = response
      outcome.suspended = 0
      MHD_resume_connection(handle)
    }
  }

  /// The answer, if the connection was resumed for it.
  var resolved: HTTPResponse? { outcome.withLock(\.response) }
}
