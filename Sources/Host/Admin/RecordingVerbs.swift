internal import JSON

extension Administration {
  /// `refusals.list|show`, `recorder.entries`.
  func recordingVerb(_ verb: String, _ arguments: AdminArguments) throws -> JSON {
    let name = try arguments.text("provider").map { try provider($0).name }
    switch verb {
    case "refusals.list": return .array(recorder.entries(.refusals, of: name))
    case "refusals.show": return try refusal(try arguments.required("id"))
    case "recorder.entries":
      guard let name else { throw AdminError("'provider' is missing") }
      return .array(recorder.entries(arguments.flag("refusals") ? .refusals : .traffic, of: name))
    default: throw AdminError("there is no verb '\(verb)'")
    }
  }

  private func refusal(_ id: String) throws -> JSON {
    let found = recorder.entries(.refusals).filter { $0["id"]?.string?.hasPrefix(id) == true }
    guard let entry = found.last else {
      throw AdminError(
        "no refusal '\(id)' is kept", fix: "`dragoman refusals list` shows those of the last day, 100 of a provider")
    }
    return entry
  }
}
