import AdapterTesting
import Foundation
import Host
import JSON
import Synchronization
import Testing

@testable import dragoman

/// A folder with a configuration of its own, and the command line as an administrator types it there.
final class CommandLineHouse: Sendable {
  let folder: String

  /// Two providers of real adapters, on free ports; `files` are put over them.
  init(_ files: [SampleFile] = []) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "dragoman-cli-\(UUID().uuidString)").path
    for file in Self.files + files { try write(file) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appending(path: "../..").standardizedFileURL.path

  private static let files = [
    SampleFile(
      name: "config/dragoman.yaml",
      text: """
        listen: 127.0.0.1:0
        adminListen: 127.0.0.1:0
        adapters: ["\(root)/Plugins"]
        providers: providers
        limits: { requestsPerSecond: 100000, requestBurst: 100000 }

        """),
    SampleFile(
      name: "config/providers/acme.yaml", text: "provider: acme\nadapter: Standard\nmapping: { extends: Standard }\n"),
    SampleFile(
      name: "config/providers/globex.yaml", text: "provider: globex\nadapter: Okta\nmapping: { extends: Okta }\n"),
  ]

  var config: String { path("config/dragoman.yaml") }
  var data: String { path("config/.dragoman") }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ file: SampleFile) throws {
    let url = URL(fileURLWithPath: path(file.name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file.text.utf8).write(to: url)
  }

  /// What a command line printed, and its exit code.
  struct Outcome {
    var code: Int32
    var out: [String]
    var err: [String]

    /// Each line of the output as JSON.
    var json: [JSON] { get throws { try out.map { try JSON(parsing: $0) } } }
    var text: String { (out + err).joined(separator: "\n") }
  }

  /// Carries out a command line in this process; `--config` is added unless the words have it.
  func run(_ words: String...) async -> Outcome { await run(words) }

  func run(_ words: [String]) async -> Outcome {
    let out = Lines()
    let err = Lines()
    let terminal = Terminal(out: out.add, err: err.add, isInteractive: false, colour: false)
    let isWhole = words.isEmpty || words.contains { ["--config", "--help", "-h", "help"].contains($0) }
    let config = isWhole ? [] : ["--config", config]
    let code = await Dragoman.run(words + config, terminal)
    return Outcome(code: code, out: out.all, err: err.all)
  }

  /// A host in this process on this folder's data.
  func host(log: HostLog = .silent) async throws -> RunningHost {
    let configuration = try #require(HostConfiguration.load(config).configuration)
    return try await RunningHost.start(configuration, dataDirectory: data, log: log)
  }

  private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    @Sendable func add(_ text: String) {
      lines.withLock { $0 += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }
  }
}

/// A SCIM client of one endpoint, as far as these tests need one.
struct ScimClient {
  let url: String
  let token: String

  /// A client with a token made by the command line.
  init(_ house: CommandLineHouse, _ provider: String) async throws {
    let issued = try #require(try await house.run("token", "new", provider, "--json").json.first)
    url = try #require(issued["url"]?.string)
    token = try #require(issued["token"]?.string)
  }

  /// Status, headers and JSON of an answer.
  func send(
    _ method: String, _ path: String, _ body: JSON? = nil, authorization: String? = nil
  ) async throws -> (status: Int, requestID: String?, retryAfter: String?, body: JSON) {
    let headers = [
      (name: "Authorization", value: authorization ?? "Bearer \(token)"),
      (name: "Content-Type", value: "application/scim+json"),
    ]
    let reply = try await Wire.send(url, method, path, headers, body?.bytes)
    let parsed = try? JSON(parsing: reply.body)
    return (reply.status, reply.header("Request-Id"), reply.header("Retry-After"), parsed ?? .null)
  }

  @discardableResult
  func create(_ userName: String, _ more: JSONObject = [:]) async throws -> String {
    var user: JSONObject = ["schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": .string(userName)]
    for (name, value) in more { user[name] = value }
    let answer = try await send("POST", "/Users", .object(user))
    #expect(answer.status == 201, "\(answer.body)")
    return try #require(answer.body["id"]?.string)
  }

  @discardableResult
  func group(_ name: String, _ members: [String]) async throws -> String {
    let answer = try await send(
      "POST", "/Groups",
      [
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": .string(name),
        "members": .array(members.map { ["value": .string($0)] }),
      ])
    #expect(answer.status == 201, "\(answer.body)")
    return try #require(answer.body["id"]?.string)
  }
}
