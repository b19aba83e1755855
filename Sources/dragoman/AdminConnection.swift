internal import Foundation
internal import Host
internal import JSON
internal import Store
internal import Tokens

/// Carries out a verb in the running host, or on the store itself when no host runs.
enum AdminConnection: Sendable {
  case host(AdminClient)
  case store(Administration, Store)

  /// Finds the running host of the data directory; opens the store where there is none.
  ///
  /// A host that is just starting owns the store before it answers, so this waits a little for either.
  /// - Throws: `AdminError` when somebody owns the store and doesn't answer.
  static func open(_ arguments: Arguments, _ terminal: Terminal) async throws -> AdminConnection {
    let directory = HostPaths.dataDirectory(config: arguments.config, data: arguments.value("data"))
    let end = ContinuousClock.now + .seconds(3)
    var configuration: HostConfiguration?
    while true {
      if let host = await running(in: directory) { return host }
      let own = try configuration ?? ConfigurationReading.load(arguments, terminal)
      configuration = own
      do {
        let store = try Store.open(own.storeLocation(directory))
        return .store(try Administration.alone(own, store: store, dataDirectory: directory), store)
      } catch StoreError.locked(let owner) {
        guard ContinuousClock.now < end else { throw silence(owner, directory) }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  /// The running host of a data directory, if there is one.
  static func running(in directory: String) async -> AdminConnection? {
    guard let client = AdminDoor.read(in: directory).map(AdminClient.init), await client.answers() else { return nil }
    return .host(client)
  }

  private static func silence(_ owner: String, _ directory: String) -> AdminError {
    AdminError(
      "\(owner) owns the data directory \(directory) and doesn't answer",
      fix: "if it is starting or ending, try again; if it hangs, end it")
  }

  /// - Throws: `AdminError`.
  func perform(_ verb: String, _ arguments: JSONObject = [:]) async throws -> JSON {
    let actor = AuditActor(
      name: "cli:\(NSUserName())", requestID: String(UUID().uuidString.lowercased().filter { $0 != "-" }.prefix(16)))
    switch self {
    case .host(let client): return try await client.perform(verb, arguments, actor: actor.name)
    case .store(let administration, _): return try await administration.perform(verb, arguments, by: actor)
    }
  }

  func close() async {
    guard case .store(_, let store) = self else { return }
    await store.flush()
    store.close()
  }

  /// Opens a connection, closed again whatever comes of `body`.
  static func with<Result: Sendable>(
    _ arguments: Arguments, _ terminal: Terminal, _ body: (AdminConnection) async throws -> Result
  ) async throws -> Result {
    let connection = try await open(arguments, terminal)
    do {
      let result = try await body(connection)
      await connection.close()
      return result
    } catch {
      await connection.close()
      throw error
    }
  }

  /// One verb, its connection opened and closed around it.
  static func perform(
    _ verb: String, _ values: JSONObject, _ arguments: Arguments, _ terminal: Terminal
  ) async throws -> JSON {
    try await with(arguments, terminal) { try await $0.perform(verb, values) }
  }
}
