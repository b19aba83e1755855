public import Diagnostics
public import Mapping
import YAML

/// All that the configuration's files say, checked whole: every file it names was read, and none has an error.
public struct HostConfiguration: Sendable {
  /// The main file, as it is shown to people.
  public var file: String
  /// The address under which IdPs reach the host, without a trailing slash.
  public var publicURL: String
  /// Whether no file names the public URL, so that it follows the listener's real address.
  public var followsListener: Bool
  /// The listener of the SCIM endpoints.
  public var listen: ListenAddress
  /// The listener of the administrators.
  public var adminListen: ListenAddress
  /// Certificate and key of the SCIM listener; nil for plain HTTP. The administrators' one has none.
  public var tls: TLSFiles?
  /// Whether plain HTTP may leave this machine.
  public var allowInsecureHTTP: Bool
  /// Proxies whose `X-Forwarded-For` counts: addresses or blocks of them.
  public var trustedProxies: [String]
  /// The engine that keeps the directory.
  public var store: StoreChoice
  /// How much the host takes in.
  public var limits: Limits
  /// Whether a changed file is applied without being asked for.
  public var watch: Bool
  /// Which change of the configuration an administrator has to confirm.
  public var confirmAbove: ChangeThreshold
  /// The keys over which the command line put its own: what the file says of them doesn't count.
  public var fromCommandLine: Set<String> = []
  /// Where adapters are looked for, as paths that can be opened.
  public var adapterFolders: [String]
  /// The adapters that were found there and can be used, by name.
  public var adapters: [AdapterManifest]
  /// The providers, by name.
  public var providers: [ProviderConfiguration]
  /// Every attribute mapping in use, bases included, each once: whose examples are run.
  public var mappings: [AttributeMapping]

  /// Reads `path` and every file it names.
  ///
  /// The configuration is nil when anything is wrong; the diagnostics are those of all files, sorted.
  public static func load(_ path: String) -> (configuration: HostConfiguration?, diagnostics: Diagnostics) {
    let reader = ConfigurationReader()
    let configuration = reader.read(path)
    let diagnostics = reader.findings.sorted().withoutPasswords()
    return (diagnostics.hasErrors ? nil : configuration, diagnostics)
  }

  /// Runs the examples of every mapping: how many ran, and what failed.
  public func runExamples() -> (run: Int, diagnostics: Diagnostics) {
    let findings = Findings()
    let run = mappings.reduce(0) { $0 + $1.runExamples(findings) }
    return (run, findings.sorted())
  }
}
