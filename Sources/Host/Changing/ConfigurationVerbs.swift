internal import Directory
internal import JSON
internal import Store
internal import Text
internal import Tokens

extension Administration {
  /// `configuration.apply|status`: brings the files into force, and tells how far that is.
  func configurationVerb(_ verb: String, _ arguments: AdminArguments, _ actor: AuditActor) async throws -> JSON {
    switch verb {
    case "configuration.apply": try await apply(arguments, actor)
    case "configuration.status": configurationStatus
    default: throw AdminError("there is no verb '\(verb)'")
    }
  }

  private func apply(_ arguments: AdminArguments, _ actor: AuditActor) async throws -> JSON {
    if let file = arguments.text("config"), !ConfigurationPath(file).isSame(as: configuration.file) {
      throw AdminError(
        "the host runs on \(configuration.file), not on \(file)",
        fix: "put the change there; `dragoman preview --config \(file)` shows what another file would do")
    }
    let order = Reloading.Order(
      actor: actor, reason: "apply", confirmed: arguments.integer("yes").map { Int(clamping: $0) })
    return try await reloading.run(order).json
  }

  /// What is in force, what isn't and why, and the re-mappings.
  var configurationStatus: JSON {
    let counts = inForce.counts
    return [
      "file": .string(configuration.file), "trouble": inForce.trouble?.json ?? .null,
      "restart": .array(inForce.restart.map { .string($0) }), "applied": JSON(counts.applied),
      "refused": JSON(counts.refused), "remap": .array(reloading.worker.progress.map(\.told)),
    ]
  }

  /// What `/readyz` tells beside what it always does; nil while the files are in force and the directory is under them.
  var unsettled: JSON? {
    var object: JSONObject = [:]
    object["trouble"] = inForce.trouble?.json
    if !inForce.restart.isEmpty { object["restart"] = .array(inForce.restart.map { .string($0) }) }
    let open = reloading.worker.progress.filter { $0.state != .done }
    if !open.isEmpty { object["remap"] = .array(open.map(\.told)) }
    return object.isEmpty ? nil : .object(object)
  }

  /// Reads the files and brings them into force, as a signal or a changed file asks for.
  public func reload(because reason: String) async {
    do {
      _ = try await reloading.run(Reloading.Order(actor: AuditActor(name: reason, requestID: reason), reason: reason))
    } catch {
      let reasons = [String(describing: error)]
      inForce.refuse(ReloadTrouble(at: .now(), reasons: reasons, fix: "look into the log, then dragoman apply"))
    }
  }
}

extension RemapProgress {
  /// How far it is, for people and programs.
  var told: JSON {
    var object = json.object ?? [:]
    for name in ["settings", "after", "request"] { object[name] = nil }
    return .object(object)
  }
}
