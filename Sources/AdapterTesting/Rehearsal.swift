internal import JSON

/// Plays an exchange file against a fresh host and compares answers, directory and audit with what it says.
public struct Rehearsal: Sendable {
  private let folder: String

  /// A rehearsal with the adapters of `folder`, or with the one adapter that it is.
  public init(adaptersIn folder: String) { self.folder = folder }

  /// Everything in which the host differs from the file; empty when all came true.
  /// - Throws: `Diagnostics` when the adapter can't be loaded; what the host throws.
  public func mismatches(
    _ file: ExchangeFile, adapter: String, without deviation: AdapterDeviation? = nil
  ) async throws -> [Mismatch] {
    let fresh = try await FreshHost.start(adapter: adapter, in: folder, options: file.options, without: deviation)
    return try await fresh.closing { fresh in
      try await mismatches(file, fresh, over: try SocketTransport(base: fresh.base))
    }
  }

  /// The same of a host that was just started, over a transport to its endpoint.
  func mismatches(
    _ file: ExchangeFile, _ fresh: FreshHost, over transport: any ExchangeTransport
  ) async throws -> [Mismatch] {
    let played = await file.conversation(base: fresh.base, token: fresh.token).play(over: transport)
    guard played.mismatches.isEmpty else { return played.mismatches }
    let kinds = try await fresh.audit().compactMap { $0["kind"]?.string }
    return file.directory.mismatches(with: try await fresh.picture(), from: file.source)
      + file.audit.mismatches(with: kinds, from: file.source)
  }
}
