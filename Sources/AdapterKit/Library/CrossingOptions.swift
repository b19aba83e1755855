import JSON

extension AdapterOptions {
  /// The JSON that `create` is given: `{"options":{…},"schemas":[…]}`.
  var crossing: [UInt8] {
    JSON.object(["options": .object(values), "schemas": .array(schemas)]).bytes
  }

  /// Reads what `create` was given.
  init(crossing bytes: [UInt8]) throws(AdapterOptionError) {
    guard let json = try? JSON(parsing: bytes), let values = json["options"]?.object else {
      throw AdapterOptionError(option: "options", message: "what came isn't a JSON object with 'options'")
    }
    self.init(values, schemas: json["schemas"]?.array ?? [])
  }
}

extension AdapterOptionError {
  /// The JSON that `create` answers an error with.
  var crossing: String {
    JSON.object(["option": .string(option), "message": .string(message)]).description
  }

  /// Reads what `create` answered; any other text is taken as the message.
  init(crossing text: String) {
    let json = try? JSON(parsing: text)
    self.init(option: json?["option"]?.string ?? "?", message: json?["message"]?.string ?? text)
  }
}
