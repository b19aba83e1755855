internal import Diagnostics
internal import Directory
internal import Foundation
internal import JSON
internal import Provisioning
internal import Store

extension Administration {
  /// `preview.start`, `preview.poll`: what another configuration would do to the directory; nothing is written.
  func previewVerb(_ verb: String, _ arguments: AdminArguments) async throws -> JSON {
    switch verb {
    case "preview.start": try beginPreview(arguments)
    case "preview.poll": try pollPreview(try arguments.required("id"))
    default: throw AdminError("there is no verb '\(verb)'")
    }
  }

  private func beginPreview(_ arguments: AdminArguments) throws -> JSON {
    let (loaded, diagnostics) = HostConfiguration.load(file(arguments.text("config")))
    guard let loaded else { return ReloadOutcome.broken(diagnostics).json }
    let failed = loaded.runExamples().diagnostics
    guard !failed.hasErrors else { return ReloadOutcome.broken(failed).json }
    let (proposed, restart) = FrozenParts.keep(of: configuration, in: loaded)
    let isInForce = inForce.endpoints.states.isEmpty
    let proposal = try Proposal(from: isInForce ? nil : configuration, to: proposed, reloading.worker, store)
    let preview = try proposal.looking(store)
    let limit = arguments.integer("differences").map { Int(clamping: max($0, 0)) }
    let concerned = proposal.changes.map(\.identity.name)
    return [
      "outcome": "previewing", "id": .string(previews.begin(PreviewJob(preview, limit: limit))),
      "total": JSON(try total(of: preview)), "providers": .array(proposal.changes.map(\.json)),
      "unchanged": .array(
        proposed.providers.map(\.name).filter { !concerned.contains($0) }.map { .string($0.description) }),
      "restart": .array(restart.map { .string($0) }),
      "threshold": ["count": JSON(proposed.confirmAbove.count), "percent": JSON(proposed.confirmAbove.percent)],
    ]
  }

  private func total(of preview: Preview) throws -> Int {
    try store.read { snapshot in
      try preview.endpoints.reduce(0) { sum, endpoint in
        let name = endpoint.identity.name
        return try sum + snapshot.sourceCount(name, .user) + snapshot.sourceCount(name, .group)
      }
    }
  }

  /// The host's own file as it names it; any other where the caller means it.
  private func file(_ wanted: String?) -> String {
    guard let wanted, !ConfigurationPath(wanted).isSame(as: configuration.file) else { return configuration.file }
    return wanted
  }

  private func pollPreview(_ id: String) throws -> JSON {
    guard let job = previews.job(id) else { throw AdminError("there is no preview '\(id)' any more") }
    let news = job.news()
    if let failure = news.failure {
      previews.end(id)
      throw AdminError("the preview failed: \(failure)")
    }
    var answer: JSONObject = ["done": JSON(news.done), "differences": .array(news.found.map(\.json))]
    if let summary = news.summary {
      previews.end(id)
      let threshold = configuration.confirmAbove
      answer["summary"] = summary.json
      answer["exceeded"] = .bool(threshold.isExceeded(by: summary.grave, of: summary.total))
    }
    return .object(answer)
  }
}

extension ConfigurationPath {
  /// Whether both lead to one file.
  func isSame(as other: String) -> Bool { identity == ConfigurationPath(other).identity }
}
