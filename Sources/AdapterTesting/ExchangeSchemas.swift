public import Host
import YAML

extension FileSchema {
  /// Those of what the conformance kit plays.
  public static var exchanges: [FileSchema] {
    [
      made("exchange", "Plugins/*/Exchanges/*.yaml", ExchangeReader.shape),
      made("story", "Plugins/*/Story/*.yaml", StoryReader.shape),
    ]
  }

  private static func made(_ name: String, _ files: String, _ shape: Shape) -> FileSchema {
    FileSchema(name: name, files: files, schema: shape.schema(title: "Dragoman: \(name)", description: files))
  }
}
