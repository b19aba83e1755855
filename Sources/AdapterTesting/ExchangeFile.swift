public import Diagnostics
public import JSON
public import YAML

/// A recorded conversation: what an IdP sends to a host that knows nobody, and what must come of it.
public struct ExchangeFile: Sendable {
  /// How well the shapes of its requests are known: the weakest of them.
  public enum Evidence: String, Sendable, CaseIterable {
    /// The IdP's vendor documents them.
    case vendor
    /// They were seen in a log, in another project's code or tests.
    case observed
    /// They follow from what is known.
    case inferred
  }

  /// What it shows, in a few words.
  public var name: String
  /// The facts that it shows: `E-21`.
  public var facts: [String]
  /// How well its requests are known.
  public var evidence: Evidence
  /// The provider's options and knobs for this run.
  public var options: JSONObject
  /// The requests and their answers.
  public var exchanges: [Exchange]
  /// What the directory then holds.
  public var directory: ExpectedDirectory
  /// What the audit then says.
  public var audit: ExpectedAudit
  /// The file.
  public var source: YAMLSource
}

extension ExchangeFile {
  /// Reads the file at `path`, shown to people as `shown`.
  /// - Throws: every mistake in it.
  public static func load(_ path: String, shownAs shown: String) throws(Diagnostics) -> ExchangeFile {
    try read(YAMLSource.read(path, shownAs: shown))
  }

  /// Reads a file that is YAML already.
  /// - Throws: every mistake in it.
  public static func read(_ source: YAMLSource) throws(Diagnostics) -> ExchangeFile {
    let findings = Findings()
    let file = ExchangeReader(source: source, findings: findings).file()
    try findings.throwIfErrors()
    guard let file else { throw Diagnostics([source.diagnostic("the file says nothing", at: source.start)]) }
    return file
  }

  /// The file's exchanges, ready to be played.
  public func conversation(base: String, token: String) -> Conversation {
    Conversation(exchanges, from: source, placeholders: Placeholders(base: base, token: token))
  }
}
