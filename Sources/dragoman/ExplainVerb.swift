internal import Foundation
internal import Host
internal import JSON

extension Verbs {
  static let explain = Verb(
    name: "explain", summary: "Shows rule by rule how a message, or a user's source records, becomes the directory's",
    positional: [Positional(name: "PROVIDER", isOptional: true), Positional(name: "FILE.json", isOptional: true)],
    options: [Option(name: "user", value: "ID", help: "a directory user (or group), by id, SCIM id or user name")],
    notes: """
      FILE.json holds a whole resource as the IdP sends it; '-' reads it from standard input. Nothing is written.
      With --user ID it also says of each value which provider it came from, when, and by which mapping version.
      """
  ) { arguments, terminal in
    let shown = try await explained(arguments, terminal)
    if arguments.json { terminal.json(shown) } else { ExplanationSheet(shown, terminal).print() }
    return 0
  }

  private static func explained(_ arguments: Arguments, _ terminal: Terminal) async throws -> JSON {
    if let user = arguments.value("user") {
      guard arguments.optionalWord(1) == nil else {
        throw UsageError(message: "a file or --user, not both", fix: Help.usage(explain))
      }
      var values: JSONObject = ["user": .string(user)]
      values["provider"] = arguments.optionalWord(0).map(JSON.string)
      return try await AdminConnection.perform("explain.entry", values, arguments, terminal)
    }
    guard let provider = arguments.optionalWord(0), let file = arguments.optionalWord(1) else {
      throw UsageError(message: "'explain' wants PROVIDER and FILE.json, or --user ID", fix: Help.usage(explain))
    }
    let values: JSONObject = ["provider": .string(provider), "message": try message(file)]
    return try await AdminConnection.perform("explain.message", values, arguments, terminal)
  }

  private static func message(_ file: String) throws -> JSON {
    let data =
      file == "-"
      ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
    guard let data else { throw AdminError("'\(file)' can't be read", fix: "name a file that holds a JSON object") }
    do {
      return try JSON(parsing: Array(data))
    } catch {
      throw AdminError("'\(file)' isn't JSON that can be taken: \(error)")
    }
  }
}
