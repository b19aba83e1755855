internal import Directory
internal import Foundation
internal import JSON
internal import Store
internal import Text
internal import Tokens

extension Administration {
  /// `history.list|show|rollback`: the mappings that were in force, and the way back to one.
  func historyVerb(_ verb: String, _ arguments: AdminArguments, _ actor: AuditActor) async throws -> JSON {
    switch verb {
    case "history.list": return try listed(arguments)
    case "history.show": return .object(try earlier(arguments).files)
    case "history.rollback": return try await rollback(arguments, actor)
    default: throw AdminError("there is no verb '\(verb)'")
    }
  }

  private func listed(_ arguments: AdminArguments) throws -> JSON {
    let names = try arguments.text("provider").map { [try provider($0).name] } ?? configuration.providers.map(\.name)
    return try store.read { snapshot in
      .array(
        try names.flatMap { name in
          try snapshot.appliedMappings(of: name).enumerated().map { row($0.element, isInForce: $0.offset == 0) }
        })
    }
  }

  private func row(_ mapping: AppliedMapping, isInForce: Bool) -> JSON {
    [
      "provider": .string(mapping.provider.description), "version": .string(mapping.version),
      "settings": .string(mapping.settings), "at": .string(mapping.at.description), "actor": .string(mapping.actor),
      "reason": .string(mapping.reason), "inForce": .bool(isInForce),
      "files": .array(mapping.files.keys.map { .string($0) }),
    ]
  }

  /// The mapping that is meant: by the first digits of its version, or the last one that was another.
  private func earlier(_ arguments: AdminArguments) throws -> AppliedMapping {
    let provider = try provider(try arguments.required("provider"))
    let all = try store.read { try $0.appliedMappings(of: provider.name) }
    if let version = arguments.text("version") {
      guard let found = all.first(where: { $0.version.hasPrefix(version) }) else {
        throw AdminError("'\(version)' was never in force", fix: "dragoman mapping history \(provider.name)")
      }
      return found
    }
    let now = all.first
    guard let found = all.first(where: { $0.version != now?.version || $0.settings != now?.settings }) else {
      throw AdminError("no other mapping of '\(provider.name)' was ever in force")
    }
    return found
  }

  private func rollback(_ arguments: AdminArguments, _ actor: AuditActor) async throws -> JSON {
    let target = try earlier(arguments)
    let texts = try differing(target, try provider(target.provider.description))
    guard !texts.isEmpty else {
      throw AdminError(
        "the files of '\(target.provider)' are those of \(target.version) already", fix: "dragoman apply")
    }
    let order = Reloading.Order(
      actor: actor, reason: "rollback to \(target.version)",
      confirmed: arguments.integer("yes").map { Int(clamping: $0) }, texts: texts,
      unkept: try unkept(Set(texts.keys), target.provider))
    var answer = try await reloading.run(order).json.object ?? [:]
    answer["version"] = .string(target.version)
    answer["files"] = .array(texts.keys.sorted().map { .string($0) })
    answer["kept"] = .array(order.unkept.sorted().map { .string($0 + ".replaced") })
    return .object(answer)
  }

  /// The files whose present text was never in force.
  private func unkept(_ paths: Set<String>, _ provider: ProviderName) throws -> Set<String> {
    let known = try store.read { try $0.appliedMappings(of: provider) }.flatMap { $0.files.compactMap(\.value.string) }
    return paths.filter { path in Self.read(path).map { !known.contains($0) } ?? false }
  }

  /// The texts that the files had, of those that have another now; the provider's own file may have moved.
  private func differing(_ target: AppliedMapping, _ provider: ProviderConfiguration) throws -> [String: String] {
    var texts: [String: String] = [:]
    for (offset, member) in target.files.enumerated() {
      let path = offset == 0 ? provider.file : member.key
      guard let text = member.value.string, Self.read(path) != text else { continue }
      if let adapter = configuration.adapters.first(where: { $0.holds(path) }) {
        throw AdminError(
          "\(target.version) also depends on \(path), which is now another",
          fix: "it belongs to the adapter \(adapter.name) and isn't rolled back: put its earlier version back, "
            + "`dragoman mapping history \(provider.name) \(target.version)` prints it")
      }
      texts[path] = text
    }
    return texts
  }

  private static func read(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).flatMap { String(validating: $0, as: UTF8.self) }
  }
}

extension AdapterManifest {
  /// Whether a file, by the path that people see, is one of the adapter's.
  fileprivate func holds(_ path: String) -> Bool { path.hasPrefix(ConfigurationPath(folder).shown + "/") }
}
