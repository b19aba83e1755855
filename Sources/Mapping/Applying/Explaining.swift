public import Directory
public import JSON
public import Text

extension AttributeMapping {
  /// What `user(from:previous:at:)` gives, with the way to it.
  public func explainUser(
    from source: JSONObject, previous: DirectoryUser?, at clock: Timestamp
  ) -> MappingExplanation {
    explain(users, source, previous.map { Previous(attributes: $0.attributes, custom: $0.custom) }, clock)
  }

  /// What `group(from:previous:at:)` gives, with the way to it.
  public func explainGroup(
    from source: JSONObject, previous: DirectoryGroup?, at clock: Timestamp
  ) -> MappingExplanation {
    explain(groups, source, previous.map { Previous(attributes: $0.attributes, custom: $0.custom) }, clock)
  }

  private func explain(
    _ section: Section, _ source: JSONObject, _ previous: Previous?, _ clock: Timestamp
  ) -> MappingExplanation {
    var application = Application(section, source: source, previous: previous, clock: clock, traced: true)
    let mapped = application.run()
    return MappingExplanation(mapped: mapped, rules: application.traces ?? [])
  }
}
