internal import Host

extension Verbs {
  static let serve = Verb(
    name: "serve", summary: "Serves one SCIM endpoint for each configured provider until it is ended",
    options: [
      Option(name: "listen", value: "HOST:PORT", help: "where IdPs reach it (127.0.0.1:8080)"),
      Option(name: "admin-listen", value: "HOST:PORT", help: "where administrators reach it (127.0.0.1:8081)"),
      Option(name: "log-format", value: "text|json", help: "how log lines are written"),
    ],
    notes: """
      SIGTERM and SIGINT end it: what was begun is answered, then the store is closed. SIGHUP brings changed files into
      force as `dragoman apply` does, if they have no mistake and nothing in them wants a confirmation.
      """,
    run: { arguments, terminal in
      var configuration = try ConfigurationReading.load(arguments, terminal)
      try configuration.override(arguments)
      let log = HostLog(try logFormat(arguments))
      let directory = HostPaths.dataDirectory(config: arguments.config, data: arguments.value("data"))
      let end = EndSignal()
      let host = try await RunningHost.start(configuration, dataDirectory: directory, log: log)
      let hangUp = HangUpSignal { await host.administration.reload(because: "signal") }
      await end.wait()
      hangUp.end()
      await host.stop()
      return 0
    })

  static func logFormat(_ arguments: Arguments) throws -> LogFormat {
    guard let text = arguments.value("log-format") else { return .text }
    guard let format = LogFormat(rawValue: text) else {
      throw UsageError(message: "--log-format takes text or json, not '\(text)'")
    }
    return format
  }
}

extension HostConfiguration {
  /// Puts the flags over what the file says.
  mutating func override(_ arguments: Arguments) throws {
    if let text = arguments.value("listen") {
      listen = try address("listen", text)
      fromCommandLine.insert("listen")
    }
    if let text = arguments.value("admin-listen") {
      adminListen = try address("admin-listen", text)
      fromCommandLine.insert("adminListen")
    }
    guard !allowInsecureHTTP else { return }
    guard listen.isLoopback || tls != nil else {
      throw UsageError(
        message: "--listen \(listen) would let plain HTTP leave this machine",
        fix:
          "give the configuration a certificate (`tls:`), put a proxy before it, or allow it: allowInsecureHTTP: true")
    }
    guard adminListen.isLoopback else {
      throw UsageError(
        message: "--admin-listen \(adminListen) would let plain HTTP leave this machine: this listener has no TLS",
        fix: "reach it through ssh or a proxy, or allow it: allowInsecureHTTP: true")
    }
  }

  private func address(_ option: String, _ text: String) throws -> ListenAddress {
    do {
      return try ListenAddress(parsing: text)
    } catch {
      throw UsageError(message: "--\(option): \(error.message)", fix: "write it as 127.0.0.1:8080")
    }
  }
}
