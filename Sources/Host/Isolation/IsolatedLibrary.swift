import AdapterKit
import Foundation

/// An adapter's library in child processes: a call takes one that is free, and one that fails is ended and replaced.
final class IsolatedLibrary: AdapterLibrary {
  private let order: ChildOrder
  private let file: LibraryFile
  private let limits: IsolationLimits
  private let pool = NSCondition()
  // Guarded by `pool`.
  private nonisolated(unsafe) var free: [AdapterChild] = []
  private nonisolated(unsafe) var alive = 0
  private nonisolated(unsafe) var restarts = 0
  private nonisolated(unsafe) var starts = StartRecord()

  /// Opens the library's file, and starts the first child on it.
  /// - Throws: `AdapterFault`.
  init(_ order: ChildOrder, file: consuming LibraryFile, limits: IsolationLimits) throws(AdapterFault) {
    (self.order, self.file, self.limits) = (order, file, limits)
    free = [try AdapterChild(order, library: self.file.number)]
    alive = 1
  }

  deinit { for child in free { _ = child.end() } }

  var mayWait: Bool { true }

  var state: LibraryState? {
    pool.withLock { LibraryState(fault: starts.fault, pause: starts.pause, restarts: restarts) }
  }

  func normalize(_ request: AdapterRequest) throws(AdapterFailure) -> AdapterRequest {
    let frame = try whole { () throws(FrameError) in try Frame.encode(request) }
    guard let bytes = try answer([frame]) else { return request }
    return try whole { () throws(FrameError) in try bytes.frame(Frame.request) }
  }

  func render(_ response: AdapterResponse, to request: AdapterRequest) throws(AdapterFailure) -> AdapterResponse {
    let answered = try whole { () throws(FrameError) in try Frame.encode(response) }
    let asked = try whole { () throws(FrameError) in try Frame.encode(request) }
    guard let bytes = try answer([answered, asked]) else { return response }
    return try whole { () throws(FrameError) in try bytes.frame(Frame.response) }
  }

  /// The library's frame; nil when the message stays as it is.
  private func answer(_ frames: [[UInt8]]) throws(AdapterFailure) -> [UInt8]? {
    let child = try take(until: .now + limits.time)
    let bytes = try ask(child, frames)
    switch try whole({ () throws(FrameError) in try ProcessFrame.reply(bytes) }) {
    case .unchanged: return nil
    case .message(let bytes): return bytes
    case .failed(let text): throw AdapterFailure(text)
    }
  }

  private func ask(_ child: AdapterChild, _ frames: [[UInt8]]) throws(AdapterFailure) -> [UInt8] {
    do throws(FrameSocket.Trouble) {
      let bytes = try child.ask(frames, until: .now + limits.time)
      give(child)
      return bytes
    } catch {
      let cause = child.end(error)
      lose()
      throw AdapterFailure(cause)
    }
  }

  /// A child that is well: a free one, a new one while there are too few, or the next that becomes free in time.
  private func take(until deadline: ContinuousClock.Instant) throws(AdapterFailure) -> AdapterChild {
    pool.lock()
    while true {
      if let child = wellOne() {
        pool.unlock()
        return child
      }
      if alive < limits.processes { return try start() }
      let left = ContinuousClock.now.duration(to: deadline) / .seconds(1)
      guard left > 0, pool.wait(until: Date(timeIntervalSinceNow: left)) else {
        pool.unlock()
        throw AdapterFailure("all \(limits.processes) processes of the adapter were busy for too long")
      }
    }
  }

  /// One that was killed while it waited costs nobody anything.
  private func wellOne() -> AdapterChild? {
    while let child = free.popLast() {
      if child.isWell { return child }
      _ = child.end(.closed)
      (alive, restarts) = (alive - 1, restarts + 1)
    }
    return nil
  }

  /// Starts one; `pool` is locked before and unlocked after.
  private func start() throws(AdapterFailure) -> AdapterChild {
    if let pause = starts.pause {
      pool.unlock()
      throw AdapterFailure("\(starts.fault ?? ""); tried again in \(pause) s")
    }
    alive += 1
    pool.unlock()
    do throws(AdapterFault) {
      let child = try AdapterChild(order, library: file.number)
      pool.withLock { starts.succeed() }
      return child
    } catch {
      pool.withLock {
        alive -= 1
        starts.fail(error.message, othersLive: alive > 0)
      }
      pool.signal()
      throw AdapterFailure(error.message)
    }
  }

  private func give(_ child: AdapterChild) {
    pool.withLock { free.append(child) }
    pool.signal()
  }

  private func lose() {
    pool.withLock { (alive, restarts) = (alive - 1, restarts + 1) }
    pool.signal()
  }

  private func whole<Value>(_ work: () throws(FrameError) -> Value) throws(AdapterFailure) -> Value {
    do throws(FrameError) { return try work() } catch { throw AdapterFailure(error.description) }
  }
}

extension [UInt8] {
  /// What a reader of frames makes of them.
  fileprivate func frame<Value>(
    _ read: (UnsafeBufferPointer<UInt8>) throws(FrameError) -> Value
  ) throws(FrameError) -> Value {
    var outcome: Result<Value, FrameError> = .failure(.content("nothing was read"))
    withUnsafeBufferPointer { buffer in
      do throws(FrameError) { outcome = .success(try read(buffer)) } catch { outcome = .failure(error) }
    }
    return try outcome.get()
  }
}
