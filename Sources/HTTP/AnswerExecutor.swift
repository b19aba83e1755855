import Foundation

/// The threads on which suspended requests are carried out: handlers may block on a disk there, and hold nobody else up.
final class AnswerExecutor: TaskExecutor {
  private let jobs = NSCondition()
  private nonisolated(unsafe) var waiting: [UnownedJob] = []
  private nonisolated(unsafe) var next = 0

  /// The threads of this process, for as long as it lives.
  static let shared = AnswerExecutor(threads: 8)

  private init(threads: Int) {
    for number in 0..<threads {
      let thread = Thread { [self] in run() }
      thread.name = "answers-\(number)"
      thread.stackSize = 1 << 20
      thread.start()
    }
  }

  /// Queues a piece of a task.
  func enqueue(_ job: consuming ExecutorJob) {
    enqueue(UnownedJob(job))
  }

  /// Queues a piece of any task.
  func enqueue(_ job: UnownedJob) {
    jobs.withLock { waiting.append(job) }
    jobs.signal()
  }

  private func run() -> Never {
    while true { take().runSynchronously(on: asUnownedTaskExecutor()) }
  }

  private func take() -> UnownedJob {
    jobs.withLock {
      while next == waiting.count { jobs.wait() }
      defer { next += 1 }
      let job = waiting[next]
      if next > 1024, next * 2 > waiting.count {
        waiting.removeFirst(next)
        next = 0
      }
      return job
    }
  }
}
