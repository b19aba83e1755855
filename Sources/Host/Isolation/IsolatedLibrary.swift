import AdapterKit
import Foundation

/// An adapter's library in child processes: messages cross as the frames that they are.
final class IsolatedLibrary: AdapterLibrary {
  private let pool: ChildPool
  let callsAtOnce: Int?

  /// Opens the library's file in a first child.
  /// - Throws: `AdapterFault`.
  init(_ order: ChildOrder, file: consuming LibraryFile, limits: IsolationLimits) throws(AdapterFault) {
    pool = ChildPool(order, file: file, limits: limits)
    callsAtOnce = limits.processes
    try pool.open()
  }

  var state: LibraryState? { pool.state }

  /// Whether the library has code for answers.
  var rendersAnswers: Bool { pool.handles.answers }

  func normalize(_ request: AdapterRequest) throws(AdapterFailure) -> AdapterRequest {
    guard pool.handles.requests else { return request }
    return try whole { () throws(FrameError) in
      try Frame.encode(request)
    } read: { bytes throws(FrameError) in
      try Frame.request(bytes)
    } ?? request
  }

  func render(_ response: AdapterResponse, to request: AdapterRequest) throws(AdapterFailure) -> AdapterResponse {
    guard pool.handles.answers else { return response }
    return try whole { () throws(FrameError) in
      try Frame.encode(response) + Frame.encode(request)
    } read: { bytes throws(FrameError) in
      try Frame.response(bytes)
    } ?? response
  }

  /// What the library made of a message; nil when it stays as it is.
  private func whole<Message>(
    _ frames: () throws(FrameError) -> [UInt8], read: ([UInt8]) throws(FrameError) -> Message
  ) throws(AdapterFailure) -> Message? {
    let reply = try pool.ask(try sound(frames))
    switch try sound({ () throws(FrameError) in try ProcessFrame.reply(reply) }) {
    case .unchanged: return nil
    case .failed(let text): throw AdapterFailure(text)
    case .ready: throw AdapterFailure("the adapter's process is out of step")
    case .message(let bytes): return try sound { () throws(FrameError) in try read(bytes) }
    }
  }

  private func sound<Value>(_ work: () throws(FrameError) -> Value) throws(AdapterFailure) -> Value {
    do throws(FrameError) { return try work() } catch { throw AdapterFailure(error.description) }
  }
}
