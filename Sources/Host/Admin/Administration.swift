internal import Diagnostics
public import Directory
internal import Foundation
public import JSON
public import Store
public import Tokens

/// Every verb that reads or changes state, by name, over one store: the running host serves them on its admin listener,
/// and without a host the command line carries them out itself.
public final class Administration: Sendable {
  let configuration: HostConfiguration
  let store: Store
  let tokens: TokenRegister
  let status: @Sendable (ProviderName) -> JSONObject

  /// The verbs over `store`; `status` adds what only a running host knows of a provider.
  public init(
    _ configuration: HostConfiguration, store: Store, tokens: TokenRegister,
    status: @escaping @Sendable (ProviderName) -> JSONObject = { _ in [:] }
  ) {
    self.configuration = configuration
    self.store = store
    self.tokens = tokens
    self.status = status
  }

  /// The verbs without a running host; a provider's health is what the door says of its adapter at that moment.
  /// - Throws: `StoreError`.
  public static func alone(_ configuration: HostConfiguration, store: Store) throws -> Administration {
    let assembly = EndpointAssembly(configuration)
    return Administration(configuration, store: store, tokens: try TokenRegister(store: store)) { name in
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
      case "provider": return try providers(arguments)
      case "host": return ["pid": JSON(Int(getpid()))]
      default: throw AdminError("there is no verb '\(verb)'")
      }
    } catch let error as TokenError {
      throw AdminError(error.description)
    }
  }

  /// The configured provider of a name.
  func provider(_ name: String) throws -> ProviderConfiguration {
    guard let provider = configuration.providers.first(where: { $0.name.description == name }) else {
      let near = suggestion(for: name, among: configuration.providers.map(\.name.description))
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
  func flag(_ name: String) -> Bool { object[name]?.bool ?? false }
  func integer(_ name: String) -> Int64? { object[name]?.integer }
  func list(_ name: String) -> [JSON] { object[name]?.array ?? [] }
  func texts(_ name: String) -> [String] { object[name]?.array?.compactMap(\.string) ?? [] }

  func required(_ name: String) throws -> String {
    guard let value = text(name), !value.isEmpty else { throw AdminError("'\(name)' is missing") }
    return value
  }
}
