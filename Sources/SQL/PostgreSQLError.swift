extension SQLError {
  /// The error that the server answered, by its SQLSTATE.
  init(postgresql state: String, message: String, statement: String, connected: Bool) {
    self.init(
      connected ? Self.kind(of: state) : .disconnected, code: "SQLSTATE \(state.isEmpty ? "none" : state)",
      message: message, statement: statement)
  }

  private static func kind(of state: String) -> Kind {
    switch state {
    case "53100": .full
    case "55P03", "40P01", "40001", "57014", "53200", "53300", "53400": .busy
    case "57P01", "57P02", "57P03", "25P03": .disconnected
    case "XX001", "XX002": .corrupt
    default: kind(ofClass: state.prefix(2))
    }
  }

  private static func kind(ofClass state: Substring) -> Kind {
    switch state {
    case "08": .disconnected
    case "23": .constraint
    case "58": .io
    default: .other
    }
  }
}
