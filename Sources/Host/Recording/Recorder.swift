internal import Directory
internal import Foundation
internal import JSON
internal import Provisioning
internal import Synchronization
internal import Text

/// Keeps what IdPs sent, redacted, in the data directory: refused and failed requests always, the newest 100 of each
/// provider and a day at most; all traffic where a provider's settings say `record: true`, bounded in size and age.
final class Recorder: Sendable {
  private let shelves: RecordingShelves
  private let queue = DispatchQueue(label: "dragoman.recorder", qos: .utility)
  private let waiting = Mutex(0)

  /// More than these at once aren't waited for: recording never slows an answer.
  private static let most = 1_000

  /// A recorder that keeps its files in the `recordings` of a data directory.
  init(dataDirectory: String) { shelves = RecordingShelves(folder: dataDirectory + "/recordings") }

  /// Keeps a report's recording, if it bears one.
  func take(_ report: RequestReport) {
    guard let recording = report.recording else { return }
    let isTaken = waiting.withLock { waiting in
      guard waiting < Self.most else { return false }
      waiting += 1
      return true
    }
    guard isTaken else { return }
    let at = Timestamp.now().description
    queue.async { [self] in
      defer { waiting.withLock { $0 -= 1 } }
      shelves.keep(report, recording, at: at)
    }
  }

  /// Waits for what was taken so far.
  func flush() { queue.sync {} }

  /// What is kept of a provider, or of all, oldest first.
  func entries(_ shelf: RecordingShelves.Shelf, of provider: ProviderName? = nil) -> [JSON] {
    queue.sync { shelves.entries(shelf, of: provider) }
  }

  /// Whether all of a provider's traffic was recorded when it was last asked.
  func wasOn(_ provider: ProviderName) -> Bool { queue.sync { shelves.wasOn(provider) } }

  /// Remembers whether all of a provider's traffic is recorded.
  func remember(_ isOn: Bool, _ provider: ProviderName) { queue.sync { shelves.remember(isOn, provider) } }
}
