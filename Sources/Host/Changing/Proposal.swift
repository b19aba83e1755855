internal import Directory
internal import Foundation
internal import HTTP
internal import JSON
internal import Mapping
internal import Provisioning
internal import Store
internal import Text
internal import Tokens
internal import YAML

/// A configuration that is to come into force, and what it changes for whom.
struct Proposal: Sendable {
  var configuration: HostConfiguration
  /// The providers concerned.
  var changes: [ProviderChange]
  /// Providers whose re-mapping waits for a confirmation.
  var waiting: [RemapProgress]
  /// What concerns no provider by itself.
  var host: [AttributeChange]
  var restart: [String] = []

  init(from old: HostConfiguration?, to new: HostConfiguration, _ worker: RemapWorker, _ store: Store) throws {
    configuration = new
    changes = try store.read { try ProviderChange.all(from: old, to: new, $0) }
    let concerned = Set(changes.filter(\.needsRemap).map(\.identity.name))
    waiting = worker.progress.filter { $0.state == .waiting && !concerned.contains($0.provider) }
    host = old.map { Self.differences($0, new) } ?? []
  }

  var isEmpty: Bool { changes.isEmpty && waiting.isEmpty && host.isEmpty }

  /// The providers whose source records are judged again.
  private var remapped: [ProviderConfiguration] {
    let names = Set(changes.filter(\.needsRemap).map(\.identity.name) + waiting.map(\.provider))
    return configuration.providers.filter { names.contains($0.name) }
  }

  /// What it would do to the directory.
  func preview(_ store: Store) async throws -> PreviewSummary {
    // Behind the requests: one thread.
    var preview = try looking(store)
    preview.width = 1
    return try await preview.run()
  }

  /// What looks at every source record that it would judge again.
  func looking(_ store: Store) throws -> Preview {
    let assembly = EndpointAssembly(configuration)
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return Preview(store: store, endpoints: try remapped.map(assembly.judging), width: cores)
  }

  /// The re-mappings that it begins.
  func jobs(by actor: AuditActor) -> [RemapProgress] {
    changes.compactMap { $0.job(by: actor, .running) }
      + waiting.map { waiting in
        var confirmed = waiting
        confirmed.state = .running
        return confirmed
      }
  }

  /// An audit entry for each provider concerned, its history, and the re-mapping that is to be done.
  func commits(_ order: Reloading.Order, _ jobs: [RemapProgress]) -> [Commit] {
    let rows = Dictionary(jobs.map { ($0.provider, $0) }) { first, _ in first }
    let providers = changes.map { $0.commit(order, job: rows[$0.identity.name]) }
    let confirmed = waiting.map { job in
      Commit.ofHost([.setting(key: RemapProgress.key(job.provider), value: rows[job.provider]?.json.description)])
    }
    guard !host.isEmpty else { return providers + confirmed }
    let draft = AuditDraft(kind: .configurationLoaded, changes: host, detail: order.reason)
    let own = Commit(
      provider: .host, at: order.actor.at, actor: order.actor.name, requestID: order.actor.requestID,
      entries: [draft])
    return providers + confirmed + [own]
  }

  private static func differences(_ old: HostConfiguration, _ new: HostConfiguration) -> [AttributeChange] {
    var changes: [AttributeChange] = []
    func compare(_ name: String, _ before: String, _ after: String) {
      guard before != after else { return }
      changes.append(AttributeChange(name: name, before: .string(before), after: .string(after)))
    }
    compare("publicURL", old.publicURL, new.publicURL)
    compare("watch", "\(old.watch)", "\(new.watch)")
    compare(
      "confirmAbove", "\(old.confirmAbove.count), \(old.confirmAbove.percent) %",
      "\(new.confirmAbove.count), \(new.confirmAbove.percent) %")
    for key in LimitKey.all { compare("limits.\(key.name)", key.text(in: old.limits), key.text(in: new.limits)) }
    return changes
  }
}

extension ProviderChange {
  /// The re-mapping that the change wants.
  func job(by actor: AuditActor, _ state: RemapProgress.State) -> RemapProgress? {
    guard needsRemap, let after else { return nil }
    return RemapProgress(
      provider: identity.name, mapping: after.mappingVersion, settings: after.settings.directoryText, state: state,
      total: records, since: actor.at, by: actor.name, requestID: actor.requestID)
  }

  func commit(_ order: Reloading.Order, job: RemapProgress?) -> Commit {
    var commit = Commit(
      provider: identity, at: order.actor.at, actor: order.actor.name, requestID: order.actor.requestID,
      mappingVersion: after?.mappingVersion)
    if let after, differsFromStored {
      commit.writes.append(.mappingApplied(after.applied(by: order.actor, order.reason)))
    }
    if let job { commit.writes.append(.setting(key: RemapProgress.key(job.provider), value: job.json.description)) }
    let detail = after == nil ? "\(order.reason): the provider was removed" : order.reason
    commit.entries = [AuditDraft(kind: .configurationLoaded, changes: details, detail: detail)]
    return commit
  }
}

extension ProviderConfiguration {
  /// The mapping as the store keeps it: with every file that it was made of.
  func applied(by actor: AuditActor, _ reason: String) -> AppliedMapping {
    let texts = [(place.source.file, place.source.text)] + mapping.sources.map { ($0.file, $0.text) }
    return AppliedMapping(
      provider: name, version: mappingVersion, settings: settings.directoryText, at: actor.at, actor: actor.name,
      reason: reason, files: JSONObject(texts.map { ($0.0, JSON.string($0.1)) }))
  }
}

extension LimitKey {
  /// What the limits say under the key.
  fileprivate func text(in limits: Limits) -> String {
    switch target {
    case .count(let path, _): "\(limits[keyPath: path])"
    case .bytes(let path, _): Quantity.text(bytes: limits[keyPath: path])
    case .time(let path, _): Quantity.text(time: limits[keyPath: path])
    }
  }
}
