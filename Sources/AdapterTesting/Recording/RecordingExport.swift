internal import Diagnostics
internal import Directory
public import Host
public import JSON
internal import YAML

/// Makes an exchange file of what a host recorded: it is played once against a fresh host, whose directory and audit
/// trail are then what the file expects.
public struct RecordingExport: Sendable {
  /// The file's text.
  public let text: String
  /// How many messages are in it.
  public let count: Int
  /// How many were left out.
  public let skipped: Int
  /// What came out otherwise when it was played again, if anything did.
  public let mismatches: [Mismatch]

  /// Exports the entries of a provider.
  /// - Throws: `AdminError` when there is nothing to export; `Diagnostics`, and what a host throws.
  public static func of(_ entries: [JSON], _ provider: ProviderConfiguration) async throws -> RecordingExport {
    let recorded = RecordedConversation(entries)
    guard recorded.count > 0 else {
      throw AdminError(
        "nothing that can be played again is recorded of '\(provider.name)'",
        fix: "set record: true under its settings:, `dragoman apply`, and let the IdP provision")
    }
    let name = "Recorded of \(provider.name)"
    let options = provider.ownOptions
    let draft = recorded.text(name: name, options: options, directory: ["users": [], "groups": []], audit: [])
    let file = try ExchangeFile.read(try YAMLSource(file: "the recording", text: draft))
    let fresh = try await FreshHost.start(adapter: provider.adapter.name, in: provider.adapter.folder, options: options)
    return try await fresh.closing { fresh in
      let played = await file.conversation(base: fresh.base, token: fresh.token)
        .play(over: try SocketTransport(base: fresh.base))
      let audit = try await fresh.audit().compactMap { $0["kind"]?.string }.filter { !$0.hasPrefix("token.") }
      let text = recorded.text(
        name: name, options: options, directory: Self.expected(try await fresh.picture()), audit: audit)
      return RecordingExport(
        text: text, count: recorded.count, skipped: recorded.skipped, mismatches: played.mismatches)
    }
  }

  /// What tells an entry from another: enough to see that it came out so.
  private static func expected(_ picture: DirectoryPicture) -> JSON {
    let users = picture.users.map { user in
      JSON.object(
        JSONObject(["userName", "active", "displayName", "email"].compactMap { key in user[key].map { (key, $0) } }))
    }
    let groups = picture.groups.map { group in
      JSON.object(JSONObject(["displayName", "members"].compactMap { key in group[key].map { (key, $0) } }))
    }
    return ["users": .array(users), "groups": .array(groups)]
  }
}

extension ProviderConfiguration {
  /// The options that the provider's file sets otherwise than the adapter.
  fileprivate var ownOptions: JSONObject {
    JSONObject(
      adapter.options.compactMap { option in
        guard let value = options[option.name], value != option.defaultValue else { return nil }
        return (option.name, value)
      })
  }
}
