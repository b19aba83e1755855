import AdapterKit
import Diagnostics
import Foundation
import Host
import JSON
import YAML

/// An exchange file that was played once, with all that the invariants are checked on.
struct PlayedFile: Sendable {
  var file: ExchangeFile
  /// What came out otherwise than the file says.
  var mismatches: [Mismatch]
  /// What was sent, one for each exchange that was played.
  var messages: [PlayedMessage]
  /// What the host's log says of a request, by its id.
  var notes: [String: [String]]
  /// The endpoint's public URL.
  var base: String
  /// Opens the provider's adapter: an instance of its own each time.
  var dialect: @Sendable () throws -> Dialect
  /// The provider as it was configured, for trials without one of its deviations.
  var configuration: ProviderConfiguration?
  /// What the resources came to that were put back as they were read.
  var roundTrips: RoundTrips

  /// The messages that the invariants are tried on, the first ones of each shape, with their places in the file.
  var samples: [(index: Int, message: PlayedMessage)] {
    var seen: [String: Int] = [:]
    return messages.enumerated().filter { _, message in
      seen[message.shape, default: 0] += 1
      return seen[message.shape, default: 0] <= PlayedMessage.enough
    }.map { (index: $0.offset, message: $0.element) }
  }

  /// Where an exchange is written.
  func place(_ index: Int) -> SourceRange {
    file.exchanges.indices.contains(index) ? file.exchanges[index].range : file.source.start
  }

  /// A fault of the message at `index`.
  func fault(_ message: String, at index: Int, expected: String? = nil, got: String? = nil) -> Mismatch {
    Mismatch(message, at: place(index), of: file.source, expected: expected, got: got)
  }
}

extension PlayedFile {
  /// Plays `file` against a fresh host, watching; then puts back what the endpoint shows.
  static func play(_ file: ExchangeFile, adapter: String, in folder: String) async throws -> PlayedFile {
    let log = try NoteLog()
    defer { log.remove() }
    let fresh = try await FreshHost.start(adapter: adapter, in: folder, options: file.options, log: log.log)
    return try await fresh.closing { fresh in
      let plain = try SocketTransport(base: fresh.base)
      let watched = WatchedTransport(plain, base: fresh.base)
      let mismatches = try await Rehearsal(adaptersIn: folder).mismatches(file, fresh, over: watched)
      let trips = mismatches.isEmpty ? try await RoundTrips.of(file, fresh, over: plain) : RoundTrips()
      return PlayedFile(
        file: file, mismatches: mismatches, messages: watched.messages, notes: log.notes(), base: fresh.base,
        dialect: { try fresh.configuration.dialect() }, configuration: fresh.configuration, roundTrips: trips)
    }
  }
}

/// A host's log in a file of its own, for what it says of requests.
private struct NoteLog {
  let log: HostLog
  private let path: String

  init() throws {
    path = try FreshHost.temporaryFolder() + "/log"
    try Data().write(to: URL(fileURLWithPath: path))
    log = HostLog(.json, output: try FileHandle(forWritingTo: URL(fileURLWithPath: path)))
  }

  func notes() -> [String: [String]] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").reduce(into: [:]) { notes, line in
      guard let json = try? JSON(parsing: Array(line.utf8)), let id = json["request"]?.string else { return }
      notes[id, default: []] += (json["notes"]?.array ?? []).compactMap(\.string)
    }
  }

  func remove() {
    try? FileManager.default.removeItem(at: URL(fileURLWithPath: path).deletingLastPathComponent())
  }
}
