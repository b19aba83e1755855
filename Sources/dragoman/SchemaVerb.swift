internal import AdapterTesting
internal import Diagnostics
internal import Foundation
internal import Host
internal import JSON

extension Verbs {
  static let schema = Verb(
    name: "schema", summary: "Prints the JSON Schema of a kind of YAML file, for editors; lists the kinds without one",
    positional: [Positional(name: "KIND", isOptional: true)],
    options: [Option(name: "into", value: "FOLDER", help: "write all schemas into a folder, KIND.schema.json each")],
    notes: """
      An editor with a YAML language server uses a schema that a file's first line names:
      # yaml-language-server: $schema=provider.schema.json
      """
  ) { arguments, terminal in
    let schemas = FileSchema.all + FileSchema.exchanges
    if let folder = arguments.value("into") { return try write(schemas, into: folder, terminal) }
    guard let wanted = arguments.optionalWord(0) else { return list(schemas, arguments, terminal) }
    guard let schema = schemas.first(where: { $0.name == wanted.lowercased() }) else {
      let names = schemas.map(\.name)
      throw UsageError(
        message: "there is no schema '\(wanted)'",
        fix: suggestion(for: wanted, among: names).map { "did you mean '\($0)'?" }
          ?? "one of \(names.joined(separator: ", "))")
    }
    terminal.out(arguments.json ? schema.schema.description : schema.schema.pretty())
    return 0
  }

  private static func list(_ schemas: [FileSchema], _ arguments: Arguments, _ terminal: Terminal) -> Int32 {
    guard !arguments.json else {
      schemas.forEach { terminal.json(["name": .string($0.name), "files": .string($0.files)]) }
      return 0
    }
    var table = Table(["KIND", "FILES"], terminal)
    table.add(schemas.map { [$0.name, $0.files] })
    return 0
  }

  private static func write(_ schemas: [FileSchema], into folder: String, _ terminal: Terminal) throws -> Int32 {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for schema in schemas {
      let path = "\(folder)/\(schema.name).schema.json"
      try Data((schema.schema.pretty() + "\n").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      terminal.out(path)
    }
    return 0
  }
}
