import AdapterTesting
import Diagnostics
import Foundation
import Host
import JSON
import Store
import Synchronization
import Tokens

/// A provider as a test wants it: the YAML of its file below `adapter:`, and knobs of its dialect.
struct TestProvider {
  var name = "acme"
  var adapter = "Standard"
  var yaml = ""
  var knobs: [String: String] = [:]

  /// The file's text; a test that brings no mapping of its own gets the adapter's.
  var text: String {
    let mapping = yaml.contains("mapping:") ? "" : "mapping: { extends: \(adapter) }\n"
    return "provider: \(name)\nadapter: \(adapter)\n\(mapping)\(yaml)\n"
  }
}

/// A real host on a real file, with providers of the test's own.
final class TestHost: Sendable {
  var host: RunningHost { running.withLock { $0 } }
  /// The folder of the store.
  let data: String
  private let running: Mutex<RunningHost>
  private let configuration: HostConfiguration
  private let folder: String

  /// Starts a host, runs `body`, ends the host.
  static func run(
    _ providers: [TestProvider] = [TestProvider()], adapters: String = plugins, options: StoreOptions? = nil,
    limits: String = "", log: HostLog = .silent, _ body: (TestHost) async throws -> Void
  ) async throws {
    let host = try await TestHost(providers, adapters, options, limits, log)
    do {
      try await body(host)
    } catch {
      await host.stop()
      throw error
    }
    await host.stop()
  }

  private init(
    _ providers: [TestProvider], _ adapters: String, _ options: StoreOptions?, _ limits: String, _ log: HostLog
  ) async throws {
    folder = NSTemporaryDirectory() + "dragoman-" + UUID().uuidString
    data = folder + "/data"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let (loaded, diagnostics) = HostConfiguration.load(try Self.write(providers, adapters, limits, in: folder))
    guard var configuration = loaded else { throw diagnostics }
    for (index, provider) in providers.enumerated() {
      configuration.providers[index].adapter.deviations.merge(provider.knobs) { $1 }
    }
    self.configuration = configuration
    running = Mutex(
      try await RunningHost.start(configuration, dataDirectory: data, log: log, options: options))
    guard let fault = host.faults.first else { return }
    await stop()
    throw Diagnostics([fault])
  }

  /// The product's own adapters.
  static let plugins = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Plugins").standardizedFileURL.path

  private static func write(
    _ providers: [TestProvider], _ adapters: String, _ limits: String, in folder: String
  ) throws -> String {
    let main = """
      listen: 127.0.0.1:0
      adminListen: 127.0.0.1:0
      adapters: [\(JSON.string(adapters))]
      providers: [\(providers.map { "\($0.name).yaml" }.joined(separator: ", "))]
      limits: { requestsPerSecond: 100000, requestBurst: 100000\(limits.isEmpty ? "" : ", " + limits) }

      """
    try main.write(toFile: folder + "/dragoman.yaml", atomically: true, encoding: .utf8)
    for provider in providers {
      try provider.text.write(toFile: "\(folder)/\(provider.name).yaml", atomically: true, encoding: .utf8)
    }
    return folder + "/dragoman.yaml"
  }

  /// Ends the host and starts it again on the same data; it then has another address.
  func restart() async throws {
    await host.stop()
    let again = try await RunningHost.start(configuration, dataDirectory: data, log: .silent)
    running.withLock { $0 = again }
  }

  private func stop() async {
    await host.stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Carries out a verb of the administrator.
  @discardableResult
  func perform(_ verb: String, _ arguments: JSONObject = [:]) async throws -> JSON {
    try await host.administration.perform(verb, arguments, by: AuditActor(name: "test", requestID: "test"))
  }

  /// What the administrator is told instead, or nil when the verb is carried out.
  func refusal(_ verb: String, _ arguments: JSONObject = [:]) async throws -> String? {
    do {
      try await perform(verb, arguments)
      return nil
    } catch let error as AdminError {
      return error.description
    }
  }

  /// An IdP with a new token of a provider.
  func client(_ provider: String = "acme") async throws -> TestClient {
    let issued = try await perform("token.new", ["provider": .string(provider)])
    return TestClient(
      transport: try SocketTransport(base: issued["url"]?.string ?? ""), token: issued["token"]?.string ?? "",
      base: issued["url"]?.string ?? "", tokenID: issued["id"]?.string ?? "")
  }

  /// The living directory users, as people read them, by the order of their making.
  func users() async throws -> [JSON] { try await perform("users.list")["entries"]?.array ?? [] }

  /// The living directory groups.
  func groups() async throws -> [JSON] { try await perform("groups.list")["entries"]?.array ?? [] }

  /// The directory user behind a source record.
  func user(_ sourceID: String) async throws -> JSON {
    try await users().first { $0["links"]?.array?.contains { $0["sourceID"]?.string == sourceID } ?? false } ?? .null
  }

  /// A provider's audit entries, oldest first; those of tokens left out.
  func audit(_ provider: String = "acme") async throws -> [JSON] {
    let all = try await perform("audit.query", ["provider": .string(provider), "last": 10_000])["entries"]?.array ?? []
    return all.filter { !($0["kind"]?.string ?? "").hasPrefix("token.") }
  }

  /// The last audit entry of a provider.
  func lastEntry(_ provider: String = "acme") async throws -> JSON { try await audit(provider).last ?? .null }

  /// What waits for an administrator.
  func attention() async throws -> [JSON] { try await perform("attention").array ?? [] }
}
