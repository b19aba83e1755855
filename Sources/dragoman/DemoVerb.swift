internal import Diagnostics
internal import AdapterTesting
internal import Directory
internal import Foundation
internal import Host
internal import JSON
internal import Tokens

extension Verbs {
  static let demo = Verb(
    name: "demo", summary: "Plays Entra ID and Okta at a host of its own and shows what comes of it",
    notes: "Nothing of it stays: its store is a temporary one. On a terminal it keeps serving until it is interrupted.",
    run: { arguments, terminal in try await Demo(arguments, terminal).run() })
}

/// One run of `dragoman demo`.
private struct Demo {
  private let arguments: Arguments
  private let terminal: Terminal
  private let configuration: HostConfiguration
  /// The stories that are told side by side: those of the providers' adapters, and the RFC's own.
  private let stories: [Story]
  private let adapters: String
  /// Which of its dialects an adapter's product speaks at its provider, where it has several.
  private let tellers = ["EntraID": "entra-flagged", "Okta": "okta-patch"]

  init(_ arguments: Arguments, _ terminal: Terminal) throws {
    self.arguments = arguments
    self.terminal = terminal
    configuration = try ConfigurationReading.load(arguments, terminal)
    let root = URL(fileURLWithPath: arguments.config).deletingLastPathComponent().deletingLastPathComponent()
    let folder = configuration.adapterFolders.first ?? root.appendingPathComponent("Plugins").path
    let used = configuration.providers.map(\.adapter.name) + ["Standard"]
    stories = try Story.all(adaptersIn: folder).filter { used.contains($0.adapter) }
    adapters = folder
  }

  func run() async throws -> Int32 {
    let directory = NSTemporaryDirectory() + "dragoman-demo-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let host = try await start(directory)
    do {
      let code = try await show(host)
      if code == 0, terminal.isInteractive { await keepServing(host) }
      await host.stop()
      return code
    } catch {
      await host.stop()
      throw error
    }
  }

  /// Starts the host where the configuration says, or on free ports where those are taken.
  private func start(_ directory: String) async throws -> RunningHost {
    do {
      return try await RunningHost.start(configuration, dataDirectory: directory, log: .silent)
    } catch {
      var elsewhere = configuration
      elsewhere.listen.port = 0
      elsewhere.adminListen.port = 0
      elsewhere.followsListener = true
      return try await RunningHost.start(elsewhere, dataDirectory: directory, log: .silent)
    }
  }

  private func show(_ host: RunningHost) async throws -> Int32 {
    var faults = 0
    var tokens: [String: JSON] = [:]
    for provider in configuration.providers {
      let issued = try await host.perform("token.new", ["provider": .string(provider.name.description)])
      tokens[provider.name.description] = issued
      faults += try await play(provider, issued)
    }
    try await showDirectory(host)
    try await showAudit(host)
    faults += try await showColumns()
    showEndpoints(tokens)
    return faults == 0 ? 0 : 1
  }

  /// Tells the story at a provider, over HTTP, each provider with people of its own.
  private func play(_ provider: ProviderConfiguration, _ token: JSON) async throws -> Int {
    let own = stories.filter { $0.adapter == provider.adapter.name }
    guard let story = own.first(where: { $0.dialect == tellers[$0.adapter] }) ?? own.first else { return 0 }
    heading("\(story.title) provisions to \(provider.name)")
    let house = provider.name.description.split(separator: "-").first.map(String.init) ?? "house"
    let base = token["url"]?.string ?? ""
    let transport = NarratedTransport(
      try SocketTransport(base: base), renaming: ("harbour.example", "\(house).example"), terminal)
    let conversation = story.conversation(base: base, token: token["token"]?.string ?? "")
    let played = await conversation.play(over: transport)
    played.mismatches.forEach { terminal.err($0.rendered(colour: terminal.isInteractive)) }
    return played.mismatches.count
  }

  private func showDirectory(_ host: RunningHost) async throws {
    heading("The directory that came of it")
    let users = try await host.perform("users.list", ["limit": 100])["entries"]?.array ?? []
    terminal.table(Verbs.userHead, users.map(Verbs.userRow))
    terminal.out("")
    let groups = try await host.perform("groups.list", ["limit": 100])["entries"]?.array ?? []
    terminal.table(Verbs.groupHead, groups.map(Verbs.groupRow))
  }

  private func showAudit(_ host: RunningHost) async throws {
    heading("The audit trail, each entry with its provider")
    let entries = try await host.perform("audit.query", ["last": 1000])["entries"]?.array ?? []
    terminal.table(AuditColumns.head, entries.map(AuditColumns.row))
    let verified = try await host.perform("audit.verify", [:])
    terminal.out("")
    terminal.out(
      "\(verified["entries"]?.integer ?? 0) entries, faults in the chains: \(verified["faults"]?.array?.count ?? 0)")
  }

  /// Tells the story in every dialect, each to a host of its own, and lays the directories side by side.
  private func showColumns() async throws -> Int {
    heading("One story, \(stories.count) dialects, one directory")
    var tellings: [Telling] = []
    for story in stories { tellings.append(try await Telling.of(story, adaptersIn: adapters)) }
    let faults = tellings.flatMap(\.mismatches)
    faults.forEach { terminal.err($0.rendered(colour: terminal.isInteractive)) }
    terminal.table([""] + stories.map(\.title), PictureColumns.rows(tellings.map(\.picture)))
    let same = Set(tellings.map(\.picture)).count == 1
    terminal.out("")
    terminal.out(same ? terminal.paint.green("The directories are identical.") : terminal.paint.red("They differ."))
    return faults.count + (same ? 0 : 1)
  }

  private func showEndpoints(_ tokens: [String: JSON]) {
    heading("What to type into each IdP")
    for provider in configuration.providers {
      guard let token = tokens[provider.name.description] else { continue }
      terminal.out(terminal.paint.bold("\(provider.name) (\(provider.identity.idp))"))
      let lines = ProviderTemplate(name: provider.name, adapter: provider.adapter)
        .console(url: token["url"]?.string ?? "", token: token["token"]?.string ?? "")
      lines.forEach { terminal.out("  \($0)") }
      terminal.out("")
    }
    terminal.out("An IdP reaches this machine by a public name with a certificate: see config/reverse-proxy/.")
  }

  private func keepServing(_ host: RunningHost) async {
    terminal.out("\nServing at \(host.address), administrators at \(host.adminAddress). Ctrl-C ends it.")
    await EndSignal().wait()
  }

  private func heading(_ text: String) { terminal.out("\n" + terminal.paint.bold("── \(text) ──")) }
}

extension RunningHost {
  fileprivate func perform(_ verb: String, _ arguments: JSONObject) async throws -> JSON {
    try await administration.perform(verb, arguments, by: AuditActor(name: "demo", requestID: "demo"))
  }
}
