/// Answers requests; called on the server's few threads, which must not be kept waiting.
public protocol HTTPHandler: Sendable {
  /// Decides from the head alone whether the body shall be read.
  func admit(_ head: HTTPHead) -> HTTPAdmission
  /// Answers a request that was admitted and received whole.
  func answer(_ request: HTTPRequest) -> HTTPAnswer
  /// The same with what the admission passed on.
  func answer(_ request: HTTPRequest, pass: (any Sendable)?) -> HTTPAnswer
  /// Puts an error of the HTTP edge in the shape that fits the path; `head` is what could be read of the request.
  func refusal(_ reason: HTTPRefusal, _ head: HTTPHead?) -> HTTPResponse
}

extension HTTPHandler {
  /// Answers without it: most admissions find out nothing that an answer needs.
  public func answer(_ request: HTTPRequest, pass: (any Sendable)?) -> HTTPAnswer { answer(request) }
}

/// What becomes of a request whose head has been read.
public enum HTTPAdmission: Sendable {
  /// Its body is read, up to so many bytes; a longer one is refused. `pass` is kept for its answer.
  case accept(bodyLimit: Int, pass: (any Sendable)? = nil)
  /// It is answered at once; the connection is closed if a body was announced, which isn't read.
  case refuse(HTTPResponse)
}

/// How a request is answered.
public enum HTTPAnswer: Sendable {
  /// At once.
  case now(HTTPResponse)
  /// When the closure is done; the connection waits meanwhile and keeps no thread.
  case later(@Sendable () async -> HTTPResponse)
  /// The same for a closure that is short but for what it awaits: it runs on the connection's own thread, which serves
  /// others while it waits, and no other thread has to be woken for it.
  case soon(@Sendable () async -> HTTPResponse)
}
