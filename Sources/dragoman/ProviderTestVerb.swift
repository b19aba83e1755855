internal import Diagnostics
internal import Directory
internal import Foundation
internal import Host
internal import JSON
internal import Reachability
internal import Text
internal import Tokens

extension Verbs {
  static let test = Verb(
    name: "provider test", summary: "Plays the IdP's connection test against the public URL and says what the IdP sees",
    positional: [Positional(name: "NAME")],
    options: [
      Option(name: "token-file", value: "FILE", help: "a token of the provider, or - for standard input"),
      Option(name: "ca", value: "FILE", help: "certificates (PEM) of authorities that count as known, for a test"),
    ],
    notes:
      "It goes by the DNS and over TLS as the IdP does, from this machine, and only reads. Without --token-file the\n"
      + "running host makes a token for it, which takes no slot, reads alone and ends after five minutes.\n"
      + "No token is sent before the certificate is good. Exit code 1 when the IdP's test would fail.",
    run: { try await test($0, $1) })

  private static func test(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let configuration = try ConfigurationReading.load(arguments, terminal)
    let provider = try configuration.provider(named: arguments.word(0))
    let access = try await TestAccess.of(provider, configuration, arguments, terminal)
    guard let target = Target(access.url) else {
      throw AdminError("'\(access.url)' is not a URL that can be tested", fix: "correct publicURL in the configuration")
    }
    let scheme = provider.knobs["authScheme"]
    let test = ConnectionTest(
      target, requests: provider.adapter.connectionTest, authorization: header(access.token, scheme),
      wrong: header(TokenSecret().text, scheme), authorities: arguments.value("ca"))
    let findings = access.findings + (await played(test))
    if arguments.json { findings.forEach { terminal.json($0.json) } } else { show(findings, access.url, terminal) }
    return findings.allSatisfy { [.ok, .noted].contains($0.outcome) } ? 0 : 1
  }

  /// The token as the adapter's IdP sends it (K-02).
  private static func header(_ token: String, _ scheme: String?) -> String {
    switch scheme {
    case "rawHeader": token
    case "basic": "Basic " + Data("scim:\(token)".utf8).base64EncodedString()
    default: "Bearer " + token
    }
  }

  /// On a thread of its own: it waits for answers.
  private static func played(_ test: ConnectionTest) async -> [Finding] {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: test.run()) }
    }
  }

  private static func show(_ findings: [Finding], _ url: String, _ terminal: Terminal) {
    terminal.out("\(terminal.paint.bold(url.printable))\n")
    let width = findings.map(\.check.count).max() ?? 0
    for finding in findings {
      let check = finding.check.printable + String(repeating: " ", count: width - finding.check.count)
      terminal.out("\(mark(finding.outcome, terminal.paint)) \(check)  \(finding.seen.printable)")
      if let fix = finding.fix { terminal.out("    = fix: \(fix.printable)") }
    }
    let failed = findings.count { [.failed, .untried].contains($0.outcome) }
    terminal.out(
      failed == 0
        ? "\n\(terminal.paint.green("fine")): the IdP's connection test passes, as far as this machine can tell"
        : "\n\(terminal.paint.red("The IdP's connection test would fail."))")
  }

  private static func mark(_ outcome: Finding.Outcome, _ paint: Paint) -> String {
    switch outcome {
    case .ok: paint.green("✓")
    case .noted: "!"
    case .failed: paint.red("✗")
    case .untried: "–"
    }
  }
}

/// The URL to test and a token for it.
private struct TestAccess {
  var url: String
  var token: String
  /// What is wrong before anything was sent.
  var findings: [Finding] = []

  /// The token of the file, or one that the running host makes; a file's is for the URL of the configuration.
  static func of(
    _ provider: ProviderConfiguration, _ configuration: HostConfiguration, _ arguments: Arguments, _ terminal: Terminal
  ) async throws -> TestAccess {
    let url = configuration.endpointURL(provider.name)
    if let file = arguments.value("token-file") { return TestAccess(url: url, token: try token(in: file)) }
    let issued = try await AdminConnection.with(arguments, terminal) { connection in
      guard case .host = connection else {
        throw AdminError(
          "no host runs here that could make a token for the test",
          fix: "start it with `dragoman serve`, or give a token of \(provider.name): --token-file FILE")
      }
      return try await connection.perform("token.test", ["provider": .string(provider.name.description)])
    }
    var access = TestAccess(url: issued["url"]?.string ?? url, token: issued["token"]?.string ?? "")
    guard access.url != url, !configuration.followsListener else { return access }
    access.findings = [
      Finding(
        "configuration", .failed, "the running host says \(access.url), its file says \(url)", fix: "restart the host")
    ]
    return access
  }

  private static func token(in file: String) throws -> String {
    let data = file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
    guard let data else { throw AdminError("'\(file)' can't be read", fix: "name a file that holds the token") }
    let text = String(decoding: data.prefix(4096), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard TokenSecret(presented: text) != nil else {
      throw AdminError(
        "'\(file)' holds no token of Dragoman", fix: "the token alone: dgms_ and 49 letters and digits, as it was shown"
      )
    }
    return text
  }
}
