import Foundation
import Testing

/// The SCIM listener with a certificate of its own, asked by OpenSSL.
@Suite("Serving: TLS")
struct ServingTLSTests {
  private static let openssl = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/openssl" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test("A request over TLS is answered, plain HTTP on that port is not, and the token's URL says https")
  func answers() async throws {
    guard let openssl = Self.openssl else { return print("SKIPPED: no openssl to make a certificate and ask with") }
    let house = try CommandLineHouse()
    try run(
      openssl,
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
        "/CN=localhost", "-keyout", house.path("config/host.key"), "-out", house.path("config/host.pem"),
      ])
    #expect(chmod(house.path("config/host.key"), 0o600) == 0)
    let main = try String(contentsOfFile: house.config, encoding: .utf8)
    try house.write(
      SampleFile(name: "config/dragoman.yaml", text: main + "tls: { certificate: host.pem, key: host.key }\n"))
    #expect(await house.run("check").code == 0)
    let host = try ServingProcess(house, "serve")
    try await host.prints("info serving listen=https://127.0.0.1:")
    let acme = try await ScimClient(house, "acme")
    let address = try #require(acme.url.wholeMatch(of: /https:\/\/(127\.0\.0\.1:\d+)\/scim\/v2\/acme/)).1
    let request =
      "GET /scim/v2/acme/Users HTTP/1.1\r\nHost: \(address)\r\nAuthorization: Bearer \(acme.token)\r\nConnection: close\r\n\r\n"
    let answer = try run(
      openssl,
      [
        "s_client", "-quiet", "-connect", String(address), "-CAfile", house.path("config/host.pem"),
        "-verify_return_error",
      ],
      input: request)
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.contains("\"totalResults\":0"), "\(answer)")
    let plain = try? await Wire.send("http://\(address)", "GET", "/scim/v2/acme/Users")
    #expect(plain == nil)
    #expect(try await host.exit(SIGTERM) == 0)
  }

  @discardableResult
  private func run(_ executable: String, _ words: [String], input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = words
    let (input, output) = (Data(input.utf8), (given: Pipe(), taken: Pipe()))
    process.standardInput = output.given
    process.standardOutput = output.taken
    process.standardError = FileHandle.nullDevice
    try process.run()
    try output.given.fileHandleForWriting.write(contentsOf: input)
    let text = String(decoding: output.taken.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(words)")
    return text
  }
}
