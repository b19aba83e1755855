internal import Mapping
public import JSON
internal import YAML

/// The JSON Schema of one kind of YAML file, made by the code that reads such files.
public struct FileSchema: Sendable {
  /// What `dragoman schema` calls it.
  public let name: String
  /// Which files it is for.
  public let files: String
  /// The schema.
  public let schema: JSON

  /// Makes a schema of its parts.
  public init(name: String, files: String, schema: JSON) {
    self.name = name
    self.files = files
    self.schema = schema
  }

  /// Those of the configuration and of adapters.
  public static var all: [FileSchema] {
    [
      made("configuration", "config/dragoman.yaml", ConfigurationReader.shape),
      made("provider", "config/providers/*.yaml", ProviderReader.shape),
      made("mapping", "Plugins/*/mapping.yaml, and files that a mapping extends", AttributeMapping.shape),
      made("adapter", "Plugins/*/adapter.yaml", AdapterManifestReader.shape),
    ]
  }

  private static func made(_ name: String, _ files: String, _ shape: Shape) -> FileSchema {
    FileSchema(name: name, files: files, schema: shape.schema(title: "Dragoman: \(name)", description: files))
  }
}
