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
    /// The same, and the polling thread carries out the answer's task whenever a piece of it is ready.
    case working
    /// Answered; the library calls no more.
    case answered
  }

  private struct Outcome {
    /// The connection, while it is suspended.
    var suspended: UInt = 0
    var response: HTTPResponse?
    /// Pieces of the answer's task that are ready for the polling thread.
    var jobs: [UnownedJob] = []
    /// Whether the polling thread comes for no more of them.
    var isLeft = false

    /// Lets the polling thread have the connection again; once only: afterwards the handle may be somebody else's.
    mutating func resume() {
      guard let handle = OpaquePointer(bitPattern: suspended) else { return }
      suspended = 0
      MHD_resume_connection(handle)
    }

    mutating func suspend(_ handle: OpaquePointer) {
      suspended = UInt(bitPattern: handle)
      MHD_suspend_connection(handle)
    }
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
    outcome.withLock { $0.suspend(handle) }
  }

  /// Hands over the answer and resumes the connection; of several answers the first counts.
  func resolve(_ response: HTTPResponse) {
    outcome.withLock { outcome in
      guard outcome.response == nil else { return }
      outcome.response = response
      outcome.resume()
    }
  }

  /// The answer, if the connection was resumed for it.
  var resolved: HTTPResponse? { outcome.withLock(\.response) }
}

// The polling thread as an executor: what is short goes on where it began, and wakes no other thread.
extension Exchange: TaskExecutor {
  private enum Step {
    case run(UnownedJob)
    case answer(HTTPResponse)
    case wait
  }

  /// Readies a piece of the answer's task and resumes the connection for it.
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isTaken = outcome.withLock { outcome in
      guard !outcome.isLeft else { return false }
      outcome.jobs.append(job)
      outcome.resume()
      return true
    }
    if !isTaken { AnswerExecutor.shared.enqueue(job) }
  }

  /// Carries out what is ready; to be called on the polling thread.
  /// - Returns: the answer; nil when the connection is suspended until there is more to do.
  func work(_ handle: OpaquePointer) -> HTTPResponse? {
    while true {
      switch outcome.withLock({ step(&$0, handle) }) {
      case .run(let job): job.runSynchronously(on: asUnownedTaskExecutor())
      case .answer(let response):
        leave()
        return response
      case .wait: return nil
      }
    }
  }

  private func step(_ outcome: inout Outcome, _ handle: OpaquePointer) -> Step {
    if let response = outcome.response { return .answer(response) }
    guard outcome.jobs.isEmpty else { return .run(outcome.jobs.removeFirst()) }
    outcome.suspend(handle)
    return .wait
  }

  /// The polling thread comes no more: what is left of the task is carried out elsewhere, whoever gets its answer.
  func leave() {
    let rest = outcome.withLock { outcome in
      defer { outcome.jobs = [] }
      outcome.isLeft = true
      return outcome.jobs
    }
    for job in rest { AnswerExecutor.shared.enqueue(job) }
  }
}
