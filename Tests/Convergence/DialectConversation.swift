import AdapterTesting
import Foundation
import Host
import JSON
import Testing

/// What one IdP sends, as the files of its folder have it, and the knobs under which their expectations hold.
struct DialectConversation: CustomTestStringConvertible, Sendable {
  let dialect: String

  var testDescription: String { dialect }

  /// Where conversations and adapters stand.
  private static let conversations = Repository.root + "/Tests/Convergence/Conversations"
  private static let adapters = Repository.root + "/Tests/Convergence/Adapters"

  /// Every dialect there is a folder for.
  static let all: [DialectConversation] = names(in: conversations).filter { !$0.contains(".") }
    .map { DialectConversation(dialect: $0) }

  /// The adapters that speak a dialect; a dialect without one has a manifest of its own beside the conversations.
  private static let names = [
    "authentik": "Authentik", "cyberark": "CyberArk", "generic": "Standard", "google": "GoogleWorkspace",
    "jumpcloud": "JumpCloud", "keycloak-plugin": "Keycloak", "onelogin": "OneLogin", "ping": "PingFederate",
    "pocket-id": "PocketID", "rauthy": "Rauthy",
  ]

  /// The adapter, and the folder it is in.
  var adapter: (name: String, folder: String) {
    Self.names[dialect].map { ($0, Repository.plugins) } ?? (dialect, Self.adapters)
  }

  /// The requests, in the order in which they are sent.
  func steps() throws -> [ConversationStep] {
    let knobs = try knobs()
    return try Self.names(in: folder).filter { $0.hasSuffix(".http.json") }
      .map { try ConversationStep(try Self.json(folder + "/" + $0), file: "\(dialect)/\($0)").narrowed(by: knobs) }
  }

  /// The knobs as the catalogue spells them: what is a flag in the file is on or off.
  func knobs() throws -> JSONObject {
    let knobs = try #require(try Self.json(folder + "/dialect.json")["knobs"]?.object)
    return JSONObject(
      knobs.map { name, value in
        (name, .string(value.bool.map { $0 ? "on" : "off" } ?? value.string ?? value.description))
      })
  }

  /// Plays it against a host with the dialect's adapter, which has the knobs or takes them as options.
  func play() async throws -> [String] {
    try await play(
      against: try await FreshHost.start(adapter: adapter.name, in: adapter.folder, options: try options()))
  }

  /// Those knobs that the adapter leaves to the administrator.
  func options() throws -> JSONObject {
    let offered = Set(try manifest().options.map(\.name))
    return JSONObject(try knobs().filter { offered.contains($0.key) }.map { ($0.key, $0.value) })
  }

  /// Plays it against a host whose adapter is Standard, with no more of the dialect than its answers to PATCH.
  func playWithStandard(_ options: JSONObject = [:]) async throws -> [String] {
    var chosen = options
    for (name, value) in try knobs() where name.hasSuffix("PatchReply") { chosen[name] = value }
    return try await play(
      against: try await FreshHost.start(adapter: "Standard", in: Repository.plugins, options: chosen))
  }

  /// What `Plugins/README.md` says to set for a product without an adapter.
  static let optionsOfThePage: JSONObject = [
    "unmatchedFilter": "create", "putMissing": "keep", "bareRemoveMembers": "reject", "boolFromString": "on",
  ]

  private func play(against fresh: FreshHost) async throws -> [String] {
    do {
      var known = Placeholders(base: fresh.base, token: fresh.token)
      let transport = try SocketTransport(base: fresh.base)
      var wrong: [String] = []
      for step in try steps() { wrong += try await step.play(&known, over: transport) }
      await fresh.stop()
      return wrong
    } catch {
      await fresh.stop()
      throw error
    }
  }

  /// The manifest of the dialect's adapter.
  func manifest() throws -> AdapterManifest {
    let (manifest, diagnostics) = AdapterManifest.load(adapter.folder + "/" + adapter.name)
    guard let manifest else { throw diagnostics }
    return manifest
  }

  private var folder: String { Self.conversations + "/" + dialect }

  private static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  private static func json(_ path: String) throws -> JSON {
    try JSON(parsing: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
  }
}
