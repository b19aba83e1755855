internal import Foundation

/// Keeps a number of connections to one listener busy from one thread, each with one request at a time.
final class LoadGenerator {
  /// What a run came to.
  struct Outcome {
    var answers = 0
    var seconds = 0.0
    /// What this process, host and load together, had of the processors meanwhile.
    var processorSeconds = 0.0
    var statuses: [Int: Int] = [:]
    /// How long each answer took, in milliseconds.
    var latencies: [Double] = []
    var perSecond: Double { seconds > 0 ? Double(answers) / seconds : 0 }
    /// Microseconds of a processor for an answer: a busy machine changes it less than the rate.
    var processorEach: Double { answers > 0 ? processorSeconds / Double(answers) * 1e6 : 0 }
  }

  private var connections: [LoadConnection]

  init(host: String, port: Int, connections: Int) throws {
    self.connections = try (0..<connections).map { _ in try LoadConnection(host: host, port: port) }
  }

  deinit { connections.forEach { close($0.descriptor) } }

  /// Sends requests until `count` were answered; `next` makes the request of a number.
  func run(count: Int, _ next: (Int) -> [UInt8]) throws -> Outcome {
    var outcome = Outcome()
    var sent = 0
    let (start, processor) = (ContinuousClock.now, Processor.seconds)
    var began = Array(repeating: start, count: connections.count)
    for index in connections.indices where sent < count {
      try connections[index].send(next(sent))
      sent += 1
    }
    var polled = connections.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    while outcome.answers < min(count, sent) {
      guard poll(&polled, nfds_t(polled.count), 10_000) > 0 else { throw LoadError.stalled }
      for index in polled.indices where polled[index].revents != 0 {
        guard let status = try connections[index].receive() else { continue }
        outcome.answers += 1
        outcome.statuses[status, default: 0] += 1
        outcome.latencies.append(began[index].duration(to: .now) / .milliseconds(1))
        guard sent < count else { continue }
        began[index] = .now
        try connections[index].send(next(sent))
        sent += 1
      }
    }
    outcome.seconds = start.duration(to: .now) / .seconds(1)
    outcome.processorSeconds = Processor.seconds - processor
    return outcome
  }
}

/// Why a load could not be carried to its end.
enum LoadError: Error {
  case refused(String)
  case stalled
  case closed
}

/// One keep-alive connection; answers are told apart by their Content-Length.
private struct LoadConnection {
  let descriptor: Int32
  private var received: [UInt8] = []

  init(host: String, port: Int) throws {
    var hints = addrinfo()
    hints.ai_socktype = 1
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &list) == 0, let address = list?.pointee else {
      throw LoadError.refused(host)
    }
    defer { freeaddrinfo(list) }
    descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
    guard descriptor >= 0, connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 else {
      throw LoadError.refused("\(host):\(port)")
    }
    var on: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent, 0)
      }
      guard count > 0 else { throw LoadError.closed }
      sent += count
    }
  }

  /// Reads what is there; the status once an answer is whole.
  mutating func receive() throws -> Int? {
    let count = withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count > 0 { received.append(contentsOf: buffer.prefix(count)) }
      return count
    }
    guard count > 0 else { throw LoadError.closed }
    guard let end = received.headEnd else { return nil }
    let length = received.contentLength(before: end)
    guard received.count >= end + length else { return nil }
    let status = Int(String(decoding: received[9..<12], as: UTF8.self)) ?? 0
    received.removeFirst(end + length)
    return status
  }
}

extension [UInt8] {
  fileprivate var headEnd: Int? {
    guard count >= 4 else { return nil }
    return (3..<count).first { self[$0] == 10 && self[$0 - 1] == 13 && self[$0 - 2] == 10 && self[$0 - 3] == 13 }.map {
      $0 + 1
    }
  }

  /// By bytes: this side of the line must not cost what the other side is measured by.
  fileprivate func contentLength(before end: Int) -> Int {
    let name = Array("\ncontent-length:".utf8)
    let start = indices.prefix(end).first { at in
      at + name.count <= end && name.indices.allSatisfy { self[at + $0] | 0x20 == name[$0] | 0x20 }
    }
    guard let start else { return 0 }
    return self[(start + name.count)..<end].drop { $0 == 0x20 }.prefix { (0x30...0x39).contains($0) }
      .reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }
}
