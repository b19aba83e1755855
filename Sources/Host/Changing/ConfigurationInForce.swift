internal import Directory
internal import JSON
internal import Provisioning
internal import Synchronization
internal import Text

/// The configuration that holds at this moment, and its endpoints; replaced whole.
final class ConfigurationInForce: Sendable {
  private struct State {
    var configuration: HostConfiguration
    var endpoints = Endpoints()
    var trouble: ReloadTrouble?
    var restart: [String] = []
    var applied = 0
    var refused = 0
  }

  private let state: Mutex<State>

  init(_ configuration: HostConfiguration) { state = Mutex(State(configuration: configuration)) }

  var configuration: HostConfiguration { state.withLock { $0.configuration } }
  var endpoints: Endpoints { state.withLock { $0.endpoints } }
  var trouble: ReloadTrouble? { state.withLock { $0.trouble } }
  /// What the files say and only a restart brings into force.
  var restart: [String] { state.withLock { $0.restart } }
  /// How many changes were applied, and how many were refused.
  var counts: (applied: Int, refused: Int) { state.withLock { ($0.applied, $0.refused) } }

  /// The first one, when the host starts.
  func begin(_ configuration: HostConfiguration, _ endpoints: Endpoints) {
    state.withLock {
      $0.configuration = configuration
      $0.endpoints = endpoints
    }
  }

  func replace(_ configuration: HostConfiguration, _ endpoints: Endpoints, restart: [String]) {
    state.withLock {
      $0.configuration = configuration
      $0.endpoints = endpoints
      $0.restart = restart
      $0.trouble = nil
      $0.applied += 1
    }
  }

  /// The files were looked at and say what is in force, but for what wants a restart.
  func confirm(restart: [String]) {
    state.withLock {
      $0.restart = restart
      $0.trouble = nil
    }
  }

  func refuse(_ trouble: ReloadTrouble) {
    state.withLock {
      $0.trouble = trouble
      $0.refused += 1
    }
  }
}

/// Why the files' configuration isn't the one in force.
struct ReloadTrouble: Sendable {
  var at: Timestamp
  /// What is wrong, a line for each thing.
  var reasons: [String]
  var fix: String

  var json: JSON {
    [
      "since": .string(at.description), "reasons": .array(reasons.map { .string($0) }), "fix": .string(fix),
    ]
  }
}
