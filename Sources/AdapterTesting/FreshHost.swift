internal import Diagnostics
internal import Directory
internal import Foundation
public import Host
public import JSON
internal import Tokens

/// A real host on a store that knows nobody, with one provider: what conversations are played against.
public struct FreshHost: Sendable {
  /// What the provider is called unless told otherwise.
  public static let providerName = "rehearsal"

  /// The host.
  public let host: RunningHost
  /// The provider's name.
  public let provider: String
  /// The endpoint, without a slash at the end.
  public let base: String
  /// A token that opens it.
  public let token: String
  /// The provider as it is configured.
  public let configuration: ProviderConfiguration
  private let directory: String

  /// Where the host keeps its store.
  public var dataDirectory: String { directory + "/data" }

  /// The provider's file, which may be changed while the host runs.
  public var providerFile: String { directory + "/provider.yaml" }
  /// Where the host's administrators reach it.
  public var adminAddress: String { host.adminAddress }

  /// Starts a host on free ports of this machine with one provider of `adapter`, found in `folder`.
  ///
  /// `options` are options of the adapter, or knobs and deviations of its dialect by name; with `without`, that
  /// deviation is off.
  /// - Throws: `Diagnostics` when adapter or options are off; `AdminError`, `StoreError`.
  public static func start(
    adapter: String, in folder: String, options: JSONObject = [:], without deviation: AdapterDeviation? = nil,
    log: HostLog = .silent
  ) async throws -> FreshHost {
    let directory = try temporaryFolder()
    do {
      let file = try write(adapter, folder, in: directory)
      let (loaded, diagnostics) = HostConfiguration.load(file)
      guard var configuration = loaded else { throw diagnostics }
      configuration.providers[0].set(options)
      deviation?.turnOff(&configuration.providers[0])
      let host = try await RunningHost.start(configuration, dataDirectory: directory + "/data", log: log)
      return try await FreshHost(host, configuration.providers[0], directory: directory)
    } catch {
      try? FileManager.default.removeItem(atPath: directory)
      throw error
    }
  }

  private init(_ host: RunningHost, _ configuration: ProviderConfiguration, directory: String) async throws {
    if let fault = host.faults.first {
      await host.stop()
      throw Diagnostics([fault])
    }
    self.host = host
    self.configuration = configuration
    self.directory = directory
    provider = Self.providerName
    let actor = AuditActor(name: "rehearsal", requestID: "rehearsal")
    let issued = try await host.administration.perform("token.new", ["provider": .string(provider)], by: actor)
    base = issued["url"]?.string ?? ""
    token = issued["token"]?.string ?? ""
  }

  /// Ends the host and removes what it wrote.
  public func stop() async {
    await host.stop()
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// Ends the host after `body`, whatever comes of it.
  public func closing<Result: Sendable>(_ body: (FreshHost) async throws -> Result) async throws -> Result {
    do {
      let result = try await body(self)
      await stop()
      return result
    } catch {
      await stop()
      throw error
    }
  }

  /// Carries out a verb of the administrator.
  /// - Throws: `AdminError`.
  public func perform(_ verb: String, _ arguments: JSONObject = [:]) async throws -> JSON {
    try await host.administration.perform(verb, arguments, by: AuditActor(name: "rehearsal", requestID: "rehearsal"))
  }

  /// The directory as it stands.
  public func picture() async throws -> DirectoryPicture {
    DirectoryPicture(users: try await entries("users"), groups: try await entries("groups"))
  }

  /// The provider's audit entries, oldest first.
  public func audit() async throws -> [JSON] {
    try await perform("audit.query", ["provider": .string(provider), "last": 100_000])["entries"]?.array ?? []
  }

  private func entries(_ kind: String) async throws -> [JSON] {
    var entries: [JSON] = []
    var after: JSON?
    repeat {
      var arguments: JSONObject = ["limit": 1000]
      arguments["after"] = after
      let page = try await perform("\(kind).list", arguments)
      entries += page["entries"]?.array ?? []
      after = page["next"]
    } while after?.string != nil
    return entries
  }

  static func temporaryFolder() throws -> String {
    let path = NSTemporaryDirectory() + "dragoman-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return path
  }

  static func write(_ adapter: String, _ folder: String, in directory: String) throws -> String {
    let absolute = URL(fileURLWithPath: folder).standardizedFileURL.path
    let main = """
      listen: 127.0.0.1:0
      adminListen: 127.0.0.1:0
      adapters: [\(JSON.string(absolute))]
      providers: [provider.yaml]
      limits: { requestsPerSecond: 100000, requestBurst: 100000 }

      """
    let provider = "provider: \(providerName)\nadapter: \(adapter)\nmapping: { extends: \(adapter) }\n"
    try main.write(toFile: directory + "/dragoman.yaml", atomically: true, encoding: .utf8)
    try provider.write(toFile: directory + "/provider.yaml", atomically: true, encoding: .utf8)
    return directory + "/dragoman.yaml"
  }
}

extension ProviderConfiguration {
  /// Puts values over options of the adapter; what is no option is a knob or a deviation of the dialect.
  fileprivate mutating func set(_ values: JSONObject) {
    for (name, value) in values {
      if adapter.options.contains(where: { $0.name == name }) {
        options[name] = value
      } else {
        adapter.deviations[name] = value.string ?? value.description
      }
    }
  }
}
