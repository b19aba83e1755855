internal import Diagnostics
internal import JSON

/// Plays an exchange file against a fresh host and compares answers, directory and audit with what it says.
public struct Rehearsal: Sendable {
  private let folder: String

  /// A rehearsal with the adapters of `folder`.
  public init(adaptersIn folder: String) { self.folder = folder }

  /// Everything in which the host differs from the file; empty when all came true.
  /// - Throws: `Diagnostics` when the adapter can't be loaded; what the host throws.
  public func mismatches(_ file: ExchangeFile, adapter: String) async throws -> [Mismatch] {
    let fresh = try await FreshHost.start(adapter: adapter, in: folder, options: file.options)
    do {
      let found = try await mismatches(file, fresh)
      await fresh.stop()
      return found
    } catch {
      await fresh.stop()
      throw error
    }
  }

  private func mismatches(_ file: ExchangeFile, _ fresh: FreshHost) async throws -> [Mismatch] {
    let conversation = file.conversation(base: fresh.base, token: fresh.token)
    let played = await conversation.play(over: try SocketTransport(base: fresh.base))
    guard played.mismatches.isEmpty else { return played.mismatches }
    let kinds = try await fresh.audit().compactMap { $0["kind"]?.string }
    return file.directory.mismatches(with: try await fresh.picture(), from: file.source)
      + file.audit.mismatches(with: kinds, from: file.source)
  }
}

/// Tells a story in one dialect to a fresh host.
public struct Telling: Sendable {
  /// What came out otherwise than the story says.
  public var mismatches: [Mismatch]
  /// The directory that it left.
  public var picture: DirectoryPicture

  /// Tells `story` as `dialect`; with `without`, that deviation or knob of the dialect is off.
  /// - Throws: `Diagnostics` when the adapter can't be loaded; what the host throws.
  public static func of(
    _ story: Story, in dialect: StoryDialect, adaptersIn folder: String, without: String? = nil
  ) async throws -> Telling {
    var options = dialect.options
    if let without { options[without] = .string(opposite(of: without)) }
    let fresh = try await FreshHost.start(adapter: dialect.adapter, in: folder, options: options)
    do {
      let conversation = story.conversation(in: dialect, base: fresh.base, token: fresh.token)
      let played = await conversation.play(over: try SocketTransport(base: fresh.base))
      let picture = try await fresh.picture()
      await fresh.stop()
      return Telling(
        mismatches: played.mismatches + story.directory.mismatches(with: picture, from: story.source), picture: picture)
    } catch {
      await fresh.stop()
      throw error
    }
  }

  private static func opposite(of name: String) -> String {
    ["unmatchedFilter": "noTarget", "putMissing": "clear"][name] ?? "off"
  }
}
