import AdapterKit
import Foundation

/// The children of one adapter: a call takes one that is free; one that fails is ended, and the next call replaces it.
final class ChildPool: Sendable {
  private let order: ChildOrder
  private let file: LibraryFile
  private let limits: IsolationLimits
  private let changed = NSCondition()
  // Guarded by `changed`.
  private nonisolated(unsafe) var free: [AdapterChild] = []
  private nonisolated(unsafe) var alive = 0
  private nonisolated(unsafe) var made = 0
  private nonisolated(unsafe) var facts: ChildFacts?
  private nonisolated(unsafe) var record: ChildRecord

  /// Nothing is started yet.
  init(_ order: ChildOrder, file: consuming LibraryFile, limits: IsolationLimits) {
    self.order = order
    self.file = file
    self.limits = limits
    record = ChildRecord(patience: max(4, 2 * limits.processes))
  }

  /// Starts the first child.
  /// - Throws: `AdapterFault`.
  func open() throws(AdapterFault) {
    changed.withLock { alive += 1 }
    give(try begin())
  }

  var state: LibraryState {
    changed.withLock {
      LibraryState(
        fault: record.fault, pause: alive > 0 ? nil : record.pause(), restarts: record.restarts,
        lastEnd: record.lastEnd, stamp: facts?.stamp)
    }
  }

  /// What the library has code for.
  var handles: (requests: Bool, answers: Bool) {
    changed.withLock { (facts?.requests ?? true, facts?.answers ?? true) }
  }

  /// A child's answer to a message of one frame or two.
  /// - Throws: `AdapterFailure`: what became of the child, or in how many seconds one may be there.
  func ask(_ frames: [UInt8]) throws(AdapterFailure) -> [UInt8] {
    let child = try take(until: .now + limits.time)
    do throws(FrameSocket.Trouble) {
      let bytes = try child.ask(frames, until: .now + limits.time)
      give(child)
      return bytes
    } catch {
      let how = child.end(error)
      changed.withLock { lose(error, how) }
      changed.signal()
      throw AdapterFailure(how)
    }
  }

  /// One that is well: a free one, a new one while there are too few, or the next that is given back in time.
  private func take(until deadline: ContinuousClock.Instant) throws(AdapterFailure) -> AdapterChild {
    let limit = Date(timeIntervalSinceNow: ContinuousClock.now.duration(to: deadline) / .seconds(1))
    changed.lock()
    while true {
      if let child = wellOne() {
        changed.unlock()
        return child
      }
      let pause = record.pause()
      if alive < limits.processes, pause == nil { return try add() }
      guard alive > 0, changed.wait(until: limit) else {
        let failure = refusal(pause)
        changed.unlock()
        throw failure
      }
    }
  }

  private func refusal(_ pause: Int?) -> AdapterFailure {
    guard alive == 0, let pause else {
      return AdapterFailure("all \(limits.processes) processes of the adapter were busy for too long", retryAfter: 1)
    }
    return AdapterFailure("\(record.fault ?? "its process ended"); started again in \(pause) s", retryAfter: pause)
  }

  /// One that ended while it was free costs nobody anything; `changed` is locked, but for the moment of its end.
  private func wellOne() -> AdapterChild? {
    while let child = free.popLast() {
      if child.isWell { return child }
      changed.unlock()
      let how = child.end(.closed)
      changed.lock()
      lose(.closed, how)
    }
    return nil
  }

  /// Starts one; `changed` is locked before and unlocked after.
  private func add() throws(AdapterFailure) -> AdapterChild {
    alive += 1
    changed.unlock()
    do throws(AdapterFault) { return try begin() } catch { throw AdapterFailure(error.message, retryAfter: 1) }
  }

  private func begin() throws(AdapterFault) -> AdapterChild {
    let number = changed.withLock {
      made += 1
      return made
    }
    do throws(AdapterFault) {
      let child = try AdapterChild.start(number, order, library: file.number, limits) { [weak self] in
        self?.ended(number)
      }
      changed.withLock { facts = child.facts }
      return child
    } catch {
      changed.withLock {
        alive -= 1
        record.failedToStart(error.message)
      }
      changed.signal()
      throw error
    }
  }

  private func give(_ child: AdapterChild) {
    changed.withLock {
      record.answered()
      free.append(child)
    }
    changed.signal()
  }

  /// A child ended by itself: one that is asked at this moment is lost by whoever asks it.
  private func ended(_ number: Int) {
    let gone: AdapterChild? = changed.withLock {
      guard let place = free.firstIndex(where: { $0.number == number }) else { return nil }
      lose(.closed, free[place].end(.closed))
      return free.remove(at: place)
    }
    if gone != nil { changed.signal() }
  }

  private func lose(_ trouble: FrameSocket.Trouble, _ how: String) {
    alive -= 1
    record.ended(trouble, how)
  }
}
