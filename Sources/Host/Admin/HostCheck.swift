public import Diagnostics
internal import Foundation
internal import YAML

/// Everything `dragoman check` finds: every diagnostic of every file, every example, every adapter that can't be loaded.
public struct HostCheck: Sendable {
  /// What was found, sorted.
  public let diagnostics: Diagnostics
  /// How many examples of mappings ran.
  public let examples: Int
  /// How many providers the configuration has.
  public let providers: Int

  /// Checks the configuration `file` and all it names.
  public init(_ file: String) {
    let (configuration, found) = HostConfiguration.load(file)
    guard let configuration else {
      diagnostics = found
      examples = 0
      providers = 0
      return
    }
    let (run, failed) = configuration.runExamples()
    let assembly = EndpointAssembly(configuration)
    let faults = configuration.providers.compactMap { assembly.admission($0).fault }
    let programs = configuration.providers.compactMap(\.missingProgram)
    diagnostics = Diagnostics(found.all + failed.all + faults + programs)
    examples = run
    providers = configuration.providers.count
  }
}

extension ProviderConfiguration {
  /// A warning when invitations go to a program that isn't here.
  fileprivate var missingProgram: Diagnostic? {
    guard let invitation = settings.autoInvite, case .sendmail(let program) = invitation.way,
      !FileManager.default.isExecutableFile(atPath: program), let range = invitation.place
    else { return nil }
    return place.source.diagnostic(
      "'\(program)' isn't a program that can be run here", at: range,
      fix: "install one (postfix, msmtp-mta, …), or name where it is", severity: .warning)
  }
}
