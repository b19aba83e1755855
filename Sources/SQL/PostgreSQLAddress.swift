import Foundation

extension PostgreSQLLibrary {
  /// Tries to connect to `address`, a connection string or URI; what came of it is asked of the handle.
  func connection(to address: String) -> OpaquePointer? {
    // What stands after the address overrides it, what stands before may be overridden by it.
    let settings = [
      ("connect_timeout", "5"), ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
      ("tcp_user_timeout", "20000"), ("application_name", "dragoman"), ("dbname", address), ("client_encoding", "UTF8"),
    ]
    return withTexts(settings.map(\.0)) { names in
      withTexts(settings.map(\.1)) { values in connect(names, values, 1) }
    }
  }

  private func withTexts<Result>(_ texts: [String], _ body: (Texts) -> Result) -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    let pointers = copies.map { $0.map { UnsafePointer($0) } } + [nil]
    return pointers.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return body(pointers) }
      return body(base)
    }
  }
}
