internal import Directory
internal import JSON
internal import Mapping
internal import Store

extension Administration {
  /// `expand`: a text with `${…}` as it reads for one user.
  func expand(_ arguments: AdminArguments) throws -> JSON {
    let text = arguments.text("text") ?? ""
    let template = try template(text)
    return try store.read { snapshot in
      let user = try livingUser(try arguments.required("user"), snapshot)
      let rendered = try PersonTexts(snapshot, reading(snapshot)).rendered(template, for: user)
      return [
        "user": .string(user.id), "text": .string(rendered.text),
        "empty": .array(rendered.empty.map { .string($0) }),
        "warnings": .array(try gaps(template.uses.map(\.attribute), snapshot).map { .string($0) }),
      ]
    }
  }

  private func template(_ text: String) throws -> TextTemplate {
    do {
      return try TextTemplate(text, names: configuration.textNames)
    } catch {
      let message = error.all.map { "column \($0.column): \($0.message)" }.joined(separator: "; ")
      throw AdminError(message, fix: error.all.lazy.compactMap(\.fix).first)
    }
  }

  /// The one living user that a text means.
  func livingUser(_ text: String, _ snapshot: Snapshot) throws -> DirectoryUser {
    let meant = try snapshot.entries(meantBy: text, .user).compactMap { try snapshot.user($0) }
      .filter { $0.state != .tombstone }
    guard meant.count == 1, let user = meant.first else {
      throw AdminError("the directory has no user '\(text)'", fix: "`dragoman users` shows the ids")
    }
    return user
  }

  /// What to say of attributes that a text names and that some provider with users doesn't declare.
  private func gaps(_ attributes: [TextAttribute], _ snapshot: Snapshot) throws -> [String] {
    let coverage = try AttributeCoverage(configuration, snapshot)
    return Set(attributes.filter(\.isCustom).map(\.name)).sorted().flatMap(coverage.gaps)
  }
}

extension TextAttribute {
  /// Whether it is an attribute of type IDP.
  var isCustom: Bool { if case .custom = source { true } else { false } }
}

extension HostConfiguration {
  /// What a text may name for any user: the attributes of type IDP of all providers among them, each once.
  var textNames: TextNames { TextNames(providers.map(\.mapping)) }
}
