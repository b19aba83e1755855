internal import Directory
internal import Foundation
internal import JSON
internal import Provisioning
internal import Store

/// What the files changed while no host ran, when it is more than may go unconfirmed: the host begins under the mapping
/// that was in force, as a running host would have stayed under it.
struct HeldStart {
  let store: Store

  /// The configuration that held before, of providers whose change is grave; nil when the files may come into force.
  ///
  /// It is nil as well when what was in force can't be read any more: then entries wait, and requests go by the files.
  /// - Throws: `StoreError`.
  func configuration(insteadOf files: HostConfiguration) async throws -> HostConfiguration? {
    let changes = try store.read { try ProviderChange.all(from: nil, to: files, $0) }
      .filter { $0.needsRemap && $0.stored != nil }
    guard !changes.isEmpty else { return nil }
    let assembly = EndpointAssembly(files)
    let endpoints = try changes.compactMap(\.after).map(assembly.judging)
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let summary = try await Preview(store: store, endpoints: endpoints, width: cores).run()
    guard files.confirmAbove.isExceeded(by: summary.grave, of: summary.total) else { return nil }
    return before(changes, files)
  }

  private func before(_ changes: [ProviderChange], _ files: HostConfiguration) -> HostConfiguration? {
    var texts: [String: String] = [:]
    for change in changes {
      for (offset, member) in (change.stored?.files ?? [:]).enumerated() {
        texts[offset == 0 ? change.after?.file ?? member.key : member.key] = member.value.string
      }
    }
    guard let before = HostConfiguration.load(files.file, replacing: texts).configuration else { return nil }
    let versions = Dictionary(before.providers.map { ($0.name, $0.mappingVersion) }) { first, _ in first }
    return changes.allSatisfy { versions[$0.identity.name] == $0.stored?.version } ? before : nil
  }
}
