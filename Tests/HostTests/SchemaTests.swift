import AdapterTesting
import Foundation
import Host
import JSON
import Testing
import YAML

/// The schemas are made by the readers; a validator that isn't ours says whether they are right.
@Suite("JSON Schema of every YAML file", .serialized)
struct SchemaTests {
  /// A file of a kind, and what our own reader says of it.
  private struct Case {
    let kind: String
    let name: String
    let value: JSON
    let isValid: Bool
  }

  private static let schemas = FileSchema.all + FileSchema.exchanges

  @Test("Every YAML file of the repository fits its schema, and what our readers refuse doesn't")
  func everyFile() throws {
    let broken = try Self.broken.map { kind, text in
      Case(kind: kind, name: text, value: try Self.value(text), isValid: false)
    }
    let cases = try Self.files() + broken + [Self.declared]
    #expect(Set(cases.map(\.kind)) == Set(Self.schemas.map(\.name)))
    guard let verdicts = try Self.validate(cases) else { return }
    try #require(verdicts.count == cases.count)
    for (verdict, file) in zip(verdicts, cases) {
      #expect((verdict == .null) == file.isValid, "\(file.kind) \(file.name): \(verdict)")
    }
  }

  /// Everything that can be said of an attribute of one's own.
  private static var declared: Case {
    get throws {
      let text = """
        provider: a
        adapter: B
        schemas:
          urn:a:b:User:
            name: B
            description: C
            resourceType: User
            attributes:
              plain: ~
              all:
                type: string
                multiValued: true
                required: false
                caseExact: true
                mutability: immutable
                returned: request
                uniqueness: server
                canonicalValues: [a, b]
                description: D
              link: { type: reference, referenceTypes: [User] }
              parts: { type: complex, subAttributes: { one: { type: dateTime }, two: ~ } }
        """
      return Case(kind: "provider", name: "schemas", value: try value(text), isValid: true)
    }
  }

  /// What no reader takes: an unknown key, a wrong type, a word that isn't one, something missing.
  private static let broken: [(String, String)] = [
    ("configuration", "adapter: [Plugins]\n"), ("configuration", "limits: { pageSize: 0 }\n"),
    ("configuration", "limits: { pages: 10 }\n"), ("configuration", "tls: { certificate: a.pem }\n"),
    ("configuration", "allowInsecureHTTP: yes\n"), ("configuration", "store: { kind: mysql }\n"),
    ("provider", "provider: a\n"), ("provider", "provider: a\nadapter: B\nsetting: {}\n"),
    ("provider", "provider: a\nadapter: B\nsettings: { userName: { onChange: maybe } }\n"),
    ("provider", "provider: a\nadapter: B\nmapping: { users: { attributes: { usrName: userName } } }\n"),
    ("provider", "provider: a\nadapter: B\nschemas: { 'urn:a:b': { attribute: {} } }\n"),
    ("provider", "provider: a\nadapter: B\nschemas: { 'urn:a:b': { attributes: { c: { type: text } } } }\n"),
    ("provider", "provider: a\nadapter: B\nschemas: { 'urn:a:b': { attributes: { c: { sub: {} } } } }\n"),
    ("mapping", "users: { attributes: { title: [title] } }\n"),
    ("mapping", "users: { attributes: { title: { from: title, onEmpty: forget } } }\n"),
    ("mapping", "users: { attributes: { title: { from: title, reference: id } } }\n"),
    ("mapping", "users: { matching: userName }\n"), ("mapping", "tables: { a: { b: [c] } }\n"),
    ("mapping", "examples: [{ name: a, given: { userName: a } }]\n"),
    ("mapping", "users: { provisionWhen: active pr }\n"),
    ("mapping", "users: { provision when: [active pr] }\n"),
    ("adapter", "name: A\nidp: B\nversion: 1.0\nevidence: observed\n"),
    ("adapter", "name: A\nidp: B\nversion: '1'\nevidence: heard\n"),
    ("adapter", "name: A\nidp: B\nversion: '1'\nevidence: vendor\ndeviations: { unmatchedFilter: maybe }\n"),
    ("adapter", "name: A\nidp: B\nversion: '1'\nevidence: vendor\noptions: { a: { type: flag } }\n"),
    ("exchange", "name: a\nfacts: [E-1]\nevidence: vendor\nexchanges: []\naudit: []\n"),
    (
      "exchange",
      "name: a\nfacts: [E-1]\nevidence: vendor\nexchanges: [{ request: { method: GET, path: / } }]\n"
        + "directory: { users: [], groups: [] }\naudit: []\n"
    ),
    ("story", "title: a\nsteps: [{ name: b }]\n"), ("story", "title: a\n"),
  ]

  private static func files() throws -> [Case] {
    let kinds: [(String, [String])] = [
      ("configuration", ["config/dragoman.yaml"]), ("provider", yaml(in: "config/providers")),
      ("mapping", yaml(in: "Plugins").filter { $0.hasSuffix("/mapping.yaml") }),
      ("adapter", yaml(in: "Plugins").filter { $0.hasSuffix("/adapter.yaml") }),
      ("exchange", yaml(in: "Plugins").filter { $0.contains("/Exchanges/") }),
      ("story", yaml(in: "Plugins").filter { $0.contains("/Story/") }),
    ]
    return try kinds.flatMap { kind, files in
      #expect(!files.isEmpty, "\(kind)")
      return try files.map { Case(kind: kind, name: $0, value: try value(Markdown.text($0)), isValid: true) }
    }
  }

  private static func yaml(in folder: String) -> [String] {
    Markdown.files(under: [folder]) { $0.hasSuffix(".yaml") }
  }

  private static func value(_ text: String) throws -> JSON {
    try YAMLSource(file: "a.yaml", text: text).root?.json() ?? .null
  }

  /// For each case null when it fits, or what is wrong; nil, and a line that says so, without the validator.
  private static func validate(_ cases: [Case]) throws -> [JSON]? {
    let input: JSON = [
      "schemas": .object(JSONObject(schemas.map { ($0.name, $0.schema) })),
      "cases": .array(cases.map { ["kind": .string($0.kind), "value": $0.value] }),
    ]
    for python in ["python3", "/usr/bin/python3"] {
      let (code, out) = try run(python, input.description)
      if code == 0 { return try JSON(parsing: out).array }
      #expect(code == 3 || code == 127, "\(out)")
    }
    print("SKIPPED: validating the JSON Schemas needs python3 with jsonschema")
    return nil
  }

  private static let program = """
    import json, sys
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        sys.exit(3)
    data = json.load(sys.stdin)
    for schema in data["schemas"].values():
        Draft202012Validator.check_schema(schema)
    validators = {name: Draft202012Validator(schema) for name, schema in data["schemas"].items()}
    verdicts = []
    for case in data["cases"]:
        error = next(iter(validators[case["kind"]].iter_errors(case["value"])), None)
        verdicts.append(None if error is None else error.message[:300])
    print(json.dumps(verdicts))
    """

  private static func run(_ python: String, _ input: String) throws -> (Int32, String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dragoman-schema-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(input.utf8).write(to: URL(fileURLWithPath: folder + "/input.json"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", program]
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder + "/input.json"))
    let out = Pipe()
    process.standardOutput = out
    process.standardError = out
    try process.run()
    let data = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
