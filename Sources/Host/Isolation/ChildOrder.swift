import AdapterKit
import JSON

/// What a child is told when it starts: over its socket, since others can read a process's words and environment.
struct ChildOrder: Sendable {
  var adapter: String
  var path: String
  var rebuild: String
  var options: JSONObject
  var schemas: [JSON]
  var memory: Int
  /// How long a message, and how long loading may take, in whole seconds, rounded up.
  var (seconds, startSeconds): (Int, Int)

  var json: JSON {
    [
      "adapter": .string(adapter), "path": .string(path), "rebuild": .string(rebuild), "options": .object(options),
      "schemas": .array(schemas), "memory": JSON(memory), "seconds": JSON(seconds),
      "startSeconds": JSON(startSeconds),
    ]
  }

  init(
    adapter: String, path: String, rebuild: String, options: JSONObject, schemas: [JSON], limits: IsolationLimits
  ) {
    (self.adapter, self.path, self.rebuild) = (adapter, path, rebuild)
    (self.options, self.schemas) = (options, schemas)
    memory = limits.memory
    seconds = Int((limits.time / .seconds(1)).rounded(.up))
    startSeconds = Int((limits.startTime / .seconds(1)).rounded(.up))
  }

  init?(_ json: JSON) {
    guard let adapter = json["adapter"]?.string, let path = json["path"]?.string,
      let rebuild = json["rebuild"]?.string, let memory = json["memory"]?.integer,
      let seconds = json["seconds"]?.integer, let startSeconds = json["startSeconds"]?.integer
    else { return nil }
    (self.adapter, self.path, self.rebuild) = (adapter, path, rebuild)
    (options, schemas) = (json["options"]?.object ?? [:], json["schemas"]?.array ?? [])
    (self.memory, self.seconds, self.startSeconds) = (Int(memory), Int(seconds), Int(startSeconds))
  }
}

extension AdapterFault {
  /// As a child tells it.
  var crossing: String {
    var object: JSONObject = ["message": .string(message)]
    object["option"] = option.map { .string($0) }
    object["fix"] = fix.map { .string($0) }
    return JSON.object(object).description
  }

  init(crossing text: String) {
    let json = try? JSON(parsing: text)
    self.init(
      message: json?["message"]?.string ?? text, option: json?["option"]?.string, fix: json?["fix"]?.string)
  }
}
