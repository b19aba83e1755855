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
  static func open(_ arguments: Arguments, _ terminal: Terminal) throws -> AdminConnection {
    let directory = HostPaths.dataDirectory(config: arguments.config, data: arguments.value("data"))
    if let door = AdminDoor.read(in: directory) { return .host(AdminClient(door)) }
    let configuration = try ConfigurationReading.load(arguments, terminal)
    let store = try Store.open(configuration.storeLocation(directory))
    return .store(Administration(configuration, store: store, tokens: try TokenRegister(store: store)), store)
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

  /// One verb, its connection opened and closed around it.
  static func perform(
    _ verb: String, _ values: JSONObject, _ arguments: Arguments, _ terminal: Terminal
  ) async throws -> JSON {
    let connection = try open(arguments, terminal)
    do {
      let result = try await connection.perform(verb, values)
      await connection.close()
      return result
    } catch {
      await connection.close()
      throw error
    }
  }
}
