import AdapterTesting
import Diagnostics
import Foundation
import Host
import JSON
import Tokens

/// A real host on a real file with two providers that keep to the RFC, and a client for each.
final class EndpointHost: Sendable {
  let host: RunningHost
  let folder: String
  let alpha: EndpointClient
  let beta: EndpointClient

  /// Starts a host, runs `body`, ends the host.
  static func run(
    limits: String = "requestsPerSecond: 100000, requestBurst: 100000", log: (String) -> HostLog = { _ in .silent },
    _ body: (EndpointHost) async throws -> Void
  ) async throws {
    let folder = NSTemporaryDirectory() + "dragoman-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (loaded, diagnostics) = HostConfiguration.load(try write(limits, in: folder))
    guard let configuration = loaded else { throw diagnostics }
    let running = try await RunningHost.start(configuration, dataDirectory: folder + "/data", log: log(folder))
    do {
      let host = try await EndpointHost(running, folder)
      try await body(host)
    } catch {
      await running.stop()
      throw error
    }
    await running.stop()
  }

  private init(_ host: RunningHost, _ folder: String) async throws {
    self.host = host
    self.folder = folder
    alpha = try await Self.client("alpha", of: host)
    beta = try await Self.client("beta", of: host)
  }

  func perform(_ verb: String, _ arguments: JSONObject = [:]) async throws -> JSON {
    try await host.administration.perform(verb, arguments, by: AuditActor(name: "test", requestID: "test"))
  }

  /// A provider's audit entries, oldest first, without those of its tokens.
  func audit(_ provider: String) async throws -> [JSON] {
    let entries = try await perform("audit.query", ["provider": .string(provider), "last": 100_000])["entries"]
    return (entries?.array ?? []).filter { $0["kind"]?.string?.hasPrefix("token.") == false }
  }

  private static func client(_ provider: String, of host: RunningHost) async throws -> EndpointClient {
    let actor = AuditActor(name: "test", requestID: "test")
    let issued = try await host.administration.perform("token.new", ["provider": .string(provider)], by: actor)
    let base = issued["url"]?.string ?? ""
    return EndpointClient(
      transport: try SocketTransport(base: base), token: issued["token"]?.string ?? "", base: base)
  }

  private static func write(_ limits: String, in folder: String) throws -> String {
    let plugins = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Plugins").standardizedFileURL.path
    let main = """
      listen: 127.0.0.1:0
      adminListen: 127.0.0.1:0
      adapters: [\(JSON.string(plugins))]
      providers: [alpha.yaml, beta.yaml]
      limits: { \(limits) }

      """
    try main.write(toFile: folder + "/dragoman.yaml", atomically: true, encoding: .utf8)
    for name in ["alpha", "beta"] {
      let text = "provider: \(name)\nadapter: Standard\nmapping: { extends: Standard }\n"
      try text.write(toFile: "\(folder)/\(name).yaml", atomically: true, encoding: .utf8)
    }
    return folder + "/dragoman.yaml"
  }
}

/// Sends requests to one provider's endpoint, bodies as they are given.
struct EndpointClient: Sendable {
  let transport: SocketTransport
  let token: String
  let base: String

  func send(
    _ method: String, _ path: String, bytes: [UInt8]? = nil, headers: [(name: String, value: String)] = [],
    token: String? = nil
  ) async throws -> ExchangeReply {
    var all = [(name: "Authorization", value: "Bearer \(token ?? self.token)")] + headers
    if bytes != nil, !headers.contains(where: { $0.name == "Content-Type" }) {
      all.append((name: "Content-Type", value: "application/scim+json"))
    }
    return try await transport.send(method, path, headers: all, body: bytes)
  }

  func send(
    _ method: String, _ path: String, _ body: JSON?, headers: [(name: String, value: String)] = []
  ) async throws -> ExchangeReply {
    try await send(method, path, bytes: body?.bytes, headers: headers)
  }

  /// What a search by `filter` finds; nil and the keyword when it is refused.
  func search(_ path: String, _ filter: String, _ more: String = "") async throws -> (ids: [String]?, scimType: String?)
  {
    let reply = try await send("GET", "\(path)?filter=\(filter.percentEncoded)\(more)")
    let ids = reply.json["Resources"]?.array?.compactMap { $0["id"]?.string }
    return (reply.status == 200 ? ids : nil, reply.json["scimType"]?.string)
  }

  /// The id of a user just made.
  func user(_ name: String, _ more: JSONObject = [:]) async throws -> String {
    var body: JSONObject = ["schemas": [.string(userURN)], "userName": .string(name)]
    for (key, value) in more { body[key] = value }
    return try await send("POST", "/Users", .object(body)).json["id"]?.string ?? ""
  }

  /// The id of a group just made.
  func group(_ name: String, _ members: [JSON] = []) async throws -> String {
    let body: JSON = [
      "schemas": [.string(groupURN)], "displayName": .string(name), "members": .array(members),
    ]
    return try await send("POST", "/Groups", body).json["id"]?.string ?? ""
  }

  func patch(_ path: String, _ operations: [JSON]) async throws -> ExchangeReply {
    try await send(
      "PATCH", path,
      ["schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": .array(operations)])
  }

  /// A request as it goes over the wire.
  func wire(_ method: String, _ path: String, _ body: String = "", length: String? = nil) -> [UInt8] {
    let prefix = URLComponents(string: base)?.path ?? ""
    let framing = length ?? "Content-Length: \(body.utf8.count)"
    let fields =
      "Host: 127.0.0.1\r\nAuthorization: Bearer \(token)\r\nContent-Type: application/scim+json\r\n\(framing)"
    return Array("\(method) \(prefix)\(path) HTTP/1.1\r\n\(fields)\r\n\r\n\(body)".utf8)
  }
}

let userURN = "urn:ietf:params:scim:schemas:core:2.0:User"
let groupURN = "urn:ietf:params:scim:schemas:core:2.0:Group"
let enterpriseURN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

extension ExchangeReply {
  var json: JSON { (try? JSON(parsing: body)) ?? .null }

  /// Whether it is an error as RFC 7644 §3.12 has it: schema, status as text, a keyword with every 400, a short detail.
  var isSCIMError: Bool {
    json["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"] && json["status"] == .string(String(status))
      && (status != 400 || json["scimType"] != nil) && (1...400).contains(json["detail"]?.string?.utf8.count ?? 0)
      && header("Content-Type")?.hasPrefix("application/scim+json") == true
  }
}

extension String {
  var percentEncoded: String { addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}
