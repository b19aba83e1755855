internal import Diagnostics
public import Directory
internal import Foundation

/// Writes a new provider's file and says what comes next: `dragoman provider new`.
public enum NewProvider {
  /// The file that was written, and the lines for the administrator.
  public struct Written: Sendable {
    /// The file's path.
    public var file: String
    /// What to do next, and what to type into the IdP.
    public var next: [String]
  }

  /// Writes `providers/<name>.yaml` beside the configuration, commented, from the adapter's options.
  /// - Throws: `AdminError` when there is no such adapter, or the provider or its file exist already.
  public static func write(
    _ name: ProviderName, adapter wanted: String, _ configuration: HostConfiguration
  ) throws -> Written {
    let manifest = try manifest(wanted, configuration)
    if let known = configuration.providers.first(where: { $0.name == name }) {
      throw AdminError("'\(name)' is configured already, in \(known.file)", fix: "choose another name")
    }
    let folder = (configuration.file as NSString).deletingLastPathComponent
    let directory = folder.isEmpty ? "providers" : folder + "/providers"
    let file = "\(directory)/\(name).yaml"
    let template = ProviderTemplate(name: name, adapter: manifest)
    try create(file, in: directory, template.text)
    let listed = HostConfiguration.load(configuration.file).configuration?.providers.contains { $0.name == name }
    return Written(file: file, next: next(name, listed ?? false, configuration, template))
  }

  private static func manifest(_ wanted: String, _ configuration: HostConfiguration) throws -> AdapterManifest {
    if let found = configuration.adapters.first(where: { $0.name == wanted }) { return found }
    let names = configuration.adapters.map(\.name).sorted()
    throw AdminError(
      "there is no adapter '\(wanted)'",
      fix: suggestion(for: wanted, among: names).map { "did you mean '\($0)'?" }
        ?? "one of \(names.joined(separator: ", "))")
  }

  private static func create(_ file: String, in directory: String, _ text: String) throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .withoutOverwriting)
    } catch {
      throw AdminError("'\(file)' can't be written: it exists, or its folder refuses", fix: "move it away first")
    }
  }

  private static func next(
    _ name: ProviderName, _ isListed: Bool, _ configuration: HostConfiguration, _ template: ProviderTemplate
  ) -> [String] {
    let list =
      isListed
      ? [] : ["Add it to the list 'providers:' in \(configuration.file):", "", "  - providers/\(name).yaml", ""]
    let url = configuration.endpointURL(name)
    return list + [
      "Check it, bring it into force, and make a token:", "", "  dragoman check", "  dragoman apply",
      "  dragoman token new \(name)", "",
      "Then type into the IdP:", "",
    ] + template.console(url: url, token: "(the token, shown once)").map { "  \($0)" }
      + (LocalEndpoint.hint(url).map { ["", $0] } ?? [])
  }
}
