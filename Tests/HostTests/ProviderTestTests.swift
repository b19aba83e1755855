import Foundation
import Host
import JSON
import Testing

/// `dragoman provider test`: over TLS to a real host, and what it says of each thing that makes an IdP's test fail.
@Suite("provider test", .serialized, .enabled(if: Certificates.canBeMade, "no openssl to make certificates with"))
struct ProviderTestTests {
  @Test("With a good certificate each IdP's own requests pass, and nothing is left of them")
  func passes() async throws {
    let house = try ProviderTestHouse()
    try house.certificates.serve()
    try await house.running { _ in
      let acme = try await house.test("acme", "--ca", house.root)
      #expect(acme.code == 0 && acme.all("failed") == [] && acme.all("untried") == [])
      #expect(
        acme.checks == [
          "address", "TLS", "suites", "name", "validity", "chain", "trust", "no token", "wrong token",
          "GET /ServiceProviderConfig", "GET /ResourceTypes", "GET /Schemas", "GET /Users?startIndex=1&count=1",
          "unknown", "Location", "latency",
        ])
      #expect(acme.seen("TLS").hasPrefix("1.3 (") && acme.seen("suites").contains("ECDHE-ECDSA-AES128-GCM"))
      #expect(acme.seen("name") == "the certificate is for localhost, 127.0.0.1")
      #expect(acme.seen("chain") == "whole: host ← Test Intermediate ← Test Root")
      #expect(acme.outcome("trust") == "noted" && acme.seen("trust").contains("Test Root"))
      #expect(acme.seen("validity").hasSuffix(" 19 days") || acme.seen("validity").hasSuffix(" 20 days"))
      let okta = try await house.test("globex", "--ca", house.root)
      #expect(okta.code == 0 && okta.outcome("GET /Users?startIndex=1&count=2") == "ok")
      let entra = try await house.test("entra", "--ca", house.root)
      #expect(entra.code == 0 && entra.seen("GET /Users?filter=userName+eq+\"…\"") == "200 and an empty list")
      try await nothingIsLeft(house.house)
    }
  }

  /// No token, no user, no change: entries tell of the test tokens and of the requests that had to be refused.
  private func nothingIsLeft(_ house: CommandLineHouse) async throws {
    #expect(try await house.run("token", "list", "acme", "--json").json == [])
    let status = try #require(try await house.run("provider", "status", "acme", "--json").json.first)
    #expect(status["activeTokens"] == 0 && status["users"] == 0 && status["lastRequest"]?.isNull == true)
    let kinds = try await house.run("audit", "--provider", "acme", "--json").json.compactMap { $0["kind"]?.string }
    #expect(
      Set(kinds).subtracting(["request.refused"]) == ["token.created"] && kinds.count { $0 == "token.created" } == 1)
  }

  /// A certificate that no IdP takes, and the line that says so.
  struct Fault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var check: String
    var seen: String
    var fix: String
    var isKnown = true
    var serve: @Sendable (Certificates) throws -> Void
  }

  static let faults = [
    Fault(testDescription: "self-signed", check: "trust", seen: "signed by itself", fix: "public authority") {
      try $0.serveSelfSigned()
    },
    Fault(testDescription: "wrong name", check: "name", seen: "not for 127.0.0.1", fix: "subjectAltName has 127.0.0.1")
    {
      try $0.serve("DNS:scim.example.org")
    },
    Fault(
      testDescription: "missing intermediate", check: "chain",
      seen: "host ← Test Intermediate: the last one was not sent",
      fix: "fullchain.pem"
    ) { try $0.serve(whole: false) },
    Fault(testDescription: "expired", check: "validity", seen: "expired on ", fix: "renew it") {
      try $0.serve(days: -1)
    },
    Fault(
      testDescription: "unknown authority", check: "trust", seen: "Test Root isn't among the known authorities",
      fix: "public authority", isKnown: false
    ) {
      try $0.serve(); try $0.sendRoot()
    },
  ]

  @Test("A certificate that no IdP takes is named with its fix, and no token is sent", arguments: faults)
  func certificates(_ fault: Fault) async throws {
    let house = try ProviderTestHouse()
    try fault.serve(house.certificates)
    try await house.running { _ in
      let found = try await house.test(["acme"] + (fault.isKnown ? ["--ca", house.root] : []))
      #expect(found.code == 1 && found.all("failed") == [fault.check])
      #expect(found.seen(fault.check).contains(fault.seen), "\(found.seen(fault.check))")
      #expect(found.fix(fault.check).contains(fault.fix), "\(found.fix(fault.check))")
      #expect(found.outcome("the rest") == "untried" && found.outcome("no token") == nil)
    }
  }

  @Test("A public URL that leads elsewhere: no address, nobody there, no TLS, another path, another name")
  func publicURL() async throws {
    let house = try ProviderTestHouse()
    try house.certificates.serve("DNS:localhost")
    try await house.running { host in
      let port = try #require(host.address.split(separator: ":").last)
      let token = try await house.tokenFile()
      func found(_ publicURL: String) async throws -> ProviderTestHouse.Findings {
        try await house.test("acme", "--config", house.elsewhere(publicURL), "--token-file", token, "--ca", house.root)
      }
      let unknown = try await found("https://nowhere.invalid")
      #expect(unknown.code == 1 && unknown.seen("address").contains("nowhere.invalid has no address"))
      #expect(unknown.fix("address").contains("DNS") && unknown.checks == ["address", "the rest"])
      let closed = try await found("https://localhost:1")
      #expect(closed.code == 1 && closed.seen("address").contains("nobody takes a connection at localhost:1"))
      let plain = try await found("https://localhost:\(host.adminAddress.split(separator: ":").last ?? "")")
      #expect(plain.code == 1 && plain.outcome("TLS") == "failed" && plain.fix("TLS").contains("tls:"))
      let prefix = try await found("https://localhost:\(port)/other")
      #expect(prefix.code == 1 && prefix.seen("no token") == "404: nothing is here: SCIM lies under /scim/v2/")
      #expect(prefix.fix("no token").contains("correct publicURL"))
      let right = try await found("https://localhost:\(port)")
      // The host itself says 127.0.0.1, as its configuration had it when it started.
      #expect(right.code == 1 && right.all("failed") == ["Location"])
      #expect(right.seen("Location").contains("https://127.0.0.1:\(port)/scim/v2/acme/ServiceProviderConfig"))
      let stale = try await house.test(
        "acme", "--config", house.elsewhere("https://localhost:\(port)"), "--ca", house.root)
      #expect(stale.outcome("configuration") == "failed" && stale.fix("configuration") == "restart the host")
    }
  }

  @Test("Old TLS and TLS 1.2 alone, by another server", arguments: ["-tls1_2", "-tls1_1"])
  func versions(_ version: String) async throws {
    let house = try ProviderTestHouse()
    try house.certificates.serve("DNS:localhost")
    let server = try OtherServer(house.certificates, version)
    let token = try await house.tokenFile()
    let found = try await house.test(
      "acme", "--config", house.elsewhere("https://localhost:\(server.port)"), "--token-file", token, "--ca", house.root
    )
    #expect(found.code == 1)
    guard version == "-tls1_2" else {
      #expect(found.outcome("TLS") == "failed" && found.seen("TLS") == "nothing newer than TLS 1.1 is spoken")
      return
    }
    #expect(found.outcome("TLS") == "ok" && found.seen("TLS").hasPrefix("1.2 (no 1.3)"), "\(found.seen("TLS"))")
    #expect(found.outcome("suites") == "ok" && found.outcome("trust") == "noted")
    // It is another server: what it answers isn't SCIM.
    #expect(found.seen("no token") == "200 with text/html, which isn't SCIM")
  }
}

extension ProviderTestHouse {
  func test(_ words: [String]) async throws -> Findings {
    try await Findings(house.run(["provider", "test"] + words + ["--json"]))
  }
}

extension Certificates {
  /// Sends the root as well, as some servers do.
  func sendRoot() throws {
    let chain = try String(contentsOfFile: path("host.pem"), encoding: .utf8)
    let root = try String(contentsOfFile: path("root.pem"), encoding: .utf8)
    try (chain + root).write(toFile: path("host.pem"), atomically: true, encoding: .utf8)
  }
}

/// OpenSSL's own server, which speaks one version of TLS and answers every request with a page.
private final class OtherServer {
  let port: Int
  private let process = Process()

  init(_ certificates: Certificates, _ version: String) throws {
    port = try Self.freePort()
    process.executableURL = URL(fileURLWithPath: try #require(Certificates.openssl))
    process.arguments = [
      "s_server", "-accept", "127.0.0.1:\(port)", version, "-www", "-cipher", "ALL:@SECLEVEL=0", "-cert",
      certificates.path("own.pem"), "-key", certificates.path("host.key"), "-cert_chain",
      certificates.path("middle.pem"),
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var said = ""
    while !said.contains("ACCEPT") {
      let more = output.fileHandleForReading.availableData
      try #require(!more.isEmpty, "openssl ended: \(said)")
      said += String(decoding: more, as: UTF8.self)
    }
    output.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
  }

  deinit { process.terminate() }

  /// A port that was free a moment ago.
  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    try #require(isBound)
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
