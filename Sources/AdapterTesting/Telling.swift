internal import JSON

/// Tells a story to a fresh host.
public struct Telling: Sendable {
  /// What came out otherwise than the story says.
  public var mismatches: [Mismatch]
  /// The directory that it left.
  public var picture: DirectoryPicture

  /// Tells `story` to its adapter from `folder`; with `without`, that deviation is off.
  /// - Throws: `Diagnostics` when the adapter can't be loaded; what the host throws.
  public static func of(
    _ story: Story, adaptersIn folder: String, without deviation: AdapterDeviation? = nil
  ) async throws -> Telling {
    let fresh = try await FreshHost.start(
      adapter: story.adapter, in: folder, options: story.options, without: deviation)
    return try await fresh.closing { fresh in
      let conversation = story.conversation(base: fresh.base, token: fresh.token)
      let played = await conversation.play(over: try SocketTransport(base: fresh.base))
      let picture = try await fresh.picture()
      let wrong = story.plot.directory.mismatches(with: picture, from: story.plot.source)
      return Telling(mismatches: played.mismatches + wrong, picture: picture)
    }
  }
}
