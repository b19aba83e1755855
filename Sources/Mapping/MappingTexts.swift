public import YAML

extension AttributeMapping {
  /// The files whose rules and examples are in it, bases included, each once.
  public var sources: [YAMLSource] {
    var seen = Set<String>()
    let all = (users.rules + groups.rules).compactMap(\.place?.source) + examples.map(\.source)
    return all.filter { seen.insert($0.file).inserted }
  }
}
