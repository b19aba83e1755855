import Foundation
import Testing

/// Authorities and certificates made by the command `openssl`, in a folder of a test.
struct Certificates {
  static let openssl = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/openssl" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Whether there is one; says so when not.
  static let canBeMade: Bool = {
    if openssl != nil { return true }
    print("SKIPPED: no openssl to make certificates with")
    return false
  }()

  let folder: String

  /// A root and an intermediate authority.
  init(in folder: String) throws {
    self.folder = folder
    try request("root", "Test Root")
    try openssl("x509 -req -in root.csr -signkey root.key -days 30 -extfile ca.ext -out root.pem", authority: true)
    try request("middle", "Test Intermediate")
    try openssl(
      "x509 -req -in middle.csr -CA root.pem -CAkey root.key -CAcreateserial -days 30 -extfile ca.ext -out middle.pem",
      authority: true)
  }

  /// Puts a certificate for `names` where the configuration names it, alone or with the intermediate's.
  func serve(_ names: String = "DNS:localhost,IP:127.0.0.1", days: Int = 20, whole: Bool = true) throws {
    try request("host", "host")
    try write("host.ext", "subjectAltName=\(names)\n")
    try openssl(
      "x509 -req -in host.csr -CA middle.pem -CAkey middle.key -CAcreateserial -days \(days) -extfile host.ext -out own.pem"
    )
    try write("host.pem", try read("own.pem") + (whole ? read("middle.pem") : ""))
  }

  /// Puts one there that is signed by itself.
  func serveSelfSigned() throws {
    try request("host", "host")
    try write("host.ext", "subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    try openssl("x509 -req -in host.csr -signkey host.key -days 20 -extfile host.ext -out host.pem")
  }

  func path(_ name: String) -> String { folder + "/" + name }

  private func request(_ name: String, _ subject: String) throws {
    try openssl(
      "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout \(name).key -out \(name).csr -subj",
      "/CN=\(subject)")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path("\(name).key"))
  }

  private func openssl(_ words: String, _ last: String? = nil, authority: Bool = false) throws {
    if authority { try write("ca.ext", "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\n") }
    let outcome = try Executable.run(
      try #require(Self.openssl), words.split(separator: " ").map(String.init) + (last.map { [$0] } ?? []), in: folder)
    try #require(outcome.code == 0, "\(words): \(outcome.err)")
  }

  private func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
  }
}
