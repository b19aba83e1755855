internal import Diagnostics
internal import Directory
internal import Foundation
public import JSON
public import Store
public import Tokens

/// Every verb that reads or changes state, by name, over one store: the running host serves them on its admin listener,
/// and without a host the command line carries them out itself.
public final class Administration: Sendable {
  let inForce: ConfigurationInForce
  let store: Store
  let tokens: TokenRegister
  let reloading: Reloading
  let recorder: Recorder
  let previews = PreviewDesk()
  let status: @Sendable (ProviderName) -> JSONObject

  /// The configuration that holds at this moment.
  var configuration: HostConfiguration { inForce.configuration }

  /// The verbs over the store of `reloading`, with what was recorded beside it; `status` adds what only a running host
  /// knows of a provider.
  init(
    _ reloading: Reloading, tokens: TokenRegister, recorder: Recorder,
    status: @escaping @Sendable (ProviderName) -> JSONObject
  ) {
    inForce = reloading.inForce
    store = reloading.store
    self.tokens = tokens
    self.reloading = reloading
    self.recorder = recorder
    self.status = status
  }

  /// The verbs without a running host; a provider's health is what the door says of its adapter at that moment.
  /// - Throws: `StoreError`.
  public static func alone(
    _ configuration: HostConfiguration, store: Store, dataDirectory: String
  ) throws -> Administration {
    let assembly = EndpointAssembly(configuration)
    let inForce = ConfigurationInForce(configuration)
    let worker = RemapWorker(store, inForce, log: .silent)
    try worker.restore()
    let reloading = Reloading(store, inForce, worker, log: .silent, serving: nil)
    let recorder = Recorder(dataDirectory: dataDirectory)
    return Administration(reloading, tokens: try TokenRegister(store: store), recorder: recorder) { name in
      let provider = configuration.providers.first { $0.name == name }
      return ProviderHealth.json(provider.flatMap { assembly.admission($0).fault?.message })
    }
  }

  /// Carries out one verb.
  /// - Throws: `AdminError` for the administrator; `StoreError` when the store fails.
  public func perform(_ verb: String, _ arguments: JSONObject, by actor: AuditActor) async throws -> JSON {
    let arguments = AdminArguments(arguments)
    do {
      switch verb.split(separator: ".").first {
      case "token": return try await tokenVerb(verb, arguments, actor)
      case "users", "groups": return try await directoryVerb(verb, arguments, actor)
      case "audit": return try await auditVerb(verb, arguments)
      case "holds": return try await holdVerb(verb, arguments, actor)
      case "attention": return try attention()
      case "expand": return try expand(arguments)
      case "invite": return try await inviteVerb(verb, arguments, actor)
      case "attributes": return try attributeVerb(verb, arguments)
      case "mapping": return try mappingVerb(verb, arguments)
      case "erase": return try await erase(arguments, actor)
      case "refusals", "recorder": return try recordingVerb(verb, arguments)
      case "provider": return try providers(arguments)
      case "preview": return try await previewVerb(verb, arguments)
      case "configuration": return try await configurationVerb(verb, arguments, actor)
      case "history": return try await historyVerb(verb, arguments, actor)
      case "explain": return try explainVerb(verb, arguments, actor)
      case "host": return ["pid": JSON(Int(getpid()))]
      default: throw AdminError("there is no verb '\(verb)'")
      }
    } catch let error as TokenError {
      throw AdminError(error.description)
    }
  }

  /// The configured provider of a name.
  func provider(_ name: String) throws -> ProviderConfiguration { try configuration.provider(named: name) }
}

extension HostConfiguration {
  /// The configured provider of a name.
  /// - Throws: `AdminError` with the nearest name.
  public func provider(named name: String) throws -> ProviderConfiguration {
    guard let provider = providers.first(where: { $0.name.description == name }) else {
      let near = suggestion(for: name, among: providers.map(\.name.description))
      throw AdminError(
        "no provider '\(name)' is configured", fix: near.map { "did you mean '\($0)'?" } ?? "`dragoman provider list`")
    }
    return provider
  }
}

/// The arguments of a verb, each of the kind it must be.
struct AdminArguments {
  private let object: JSONObject

  init(_ object: JSONObject) { self.object = object }

  func text(_ name: String) -> String? { object[name]?.string }
  func object(_ name: String) -> JSONObject? { object[name]?.object }
  func flag(_ name: String) -> Bool { object[name]?.bool ?? false }
  func integer(_ name: String) -> Int64? { object[name]?.integer }
  func list(_ name: String) -> [JSON] { object[name]?.array ?? [] }
  func texts(_ name: String) -> [String] { object[name]?.array?.compactMap(\.string) ?? [] }

  func required(_ name: String) throws -> String {
    guard let value = text(name), !value.isEmpty else { throw AdminError("'\(name)' is missing") }
    return value
  }
}
