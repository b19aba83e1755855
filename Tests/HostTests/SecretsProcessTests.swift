#if os(Linux)
  import AdapterTesting
  import Foundation
  import JSON
  import Testing

  /// T52: what a process shows of itself while it works.
  @Suite("Secrets of a host that runs", .serialized)
  struct SecretsProcessTests {
    private let house: CommandLineHouse
    private let password = "CANARY-\(UUID().uuidString)"

    init() throws { house = try CommandLineHouse() }

    @Test(
      "No token, password or credential, however encoded: process list, environment, files, output, metrics, answers")
    func shown() async throws {
      let host = try ServingProcess(house, "serve")
      try await host.prints("info serving")
      let acme = try await ScimClient(house, "acme")
      let globex = try await ScimClient(house, "globex")
      try await use(acme, stranger: globex)
      let door = try JSON(parsing: Array(try Data(contentsOf: URL(fileURLWithPath: house.data + "/admin.json"))))
      let credential = try #require(door["credential"]?.string)
      let secrets = [acme.token, globex.token, password, credential].flatMap(forms)
      for file in ["cmdline", "environ"] {
        let content = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(host.pid)/\(file)"))
        expectNone(of: secrets, in: content, file)
      }
      for path in ["/metrics", "/readyz", "/healthz"] {
        expectNone(of: secrets, in: Data(try await Wire.send(door["address"]?.string ?? "", "GET", path).body), path)
      }
      for words in [
        "users", "groups", "audit --limit 0", "attention", "token list acme", "token list globex", "provider list",
        "provider status", "holds list", "audit --csv --limit 0", "adapters", "refusals list",
      ] {
        let verb = words.split(separator: " ").map(String.init)
        for form in words.contains("--csv") ? [verb] : [verb, verb + ["--json"]] {
          let outcome = await house.run(form)
          #expect(outcome.code == 0, "\(form) \(outcome.text)")
          expectNone(of: secrets, in: Data(outcome.text.utf8), words)
        }
      }
      #expect(try files().contains { $0.hasSuffix("dragoman.sqlite-wal") })
      try expectNoneInFiles(secrets, but: credential)
      #expect(try await host.exit(SIGTERM) == 0)
      try expectNoneInFiles(secrets, but: nil)
      expectNone(of: secrets, in: Data(host.output.utf8), "the output")
    }

    /// Each secret where it belongs, and where it doesn't.
    private func use(_ acme: ScimClient, stranger: ScimClient) async throws {
      let id = try await acme.create("ada", ["password": .string(password)])
      let patch: JSON = [
        "Operations": [
          ["op": "replace", "path": "password", "value": .string(password)],
          ["op": "replace", "path": .string("password[value eq \"\(password)\"]"), "value": .string(password)],
        ]
      ]
      _ = try await acme.send("PATCH", "/Users/\(id)", patch)
      let encoded = "password eq \"\(password)\"".percentEncoded
      for path in [
        "/Users?filter=\(encoded)", "/Users?access_token=\(acme.token)", "/Users/\(acme.token)", "/\(acme.token)",
        "/Users?filter=userName%20eq%20%22\(acme.token)", "/Users?filter=\(acme.token)",
      ] {
        let answer = try await acme.send("GET", path)
        expectNone(of: forms(password), in: Data(answer.body.bytes), path)
      }
      let basic = "Basic " + Data("scim:\(acme.token)".utf8).base64EncodedString()
      for authorization in [basic, acme.token, "Bearer \(acme.token)x", "bearer  \(acme.token)", stranger.token] {
        _ = try await stranger.send("POST", "/Users", ["userName": "eve"], authorization: authorization)
      }
    }

    /// A secret as it stands, in base64 as Basic authentication has it, in hexadecimal, and with every byte escaped.
    private func forms(_ secret: String) -> [String] {
      let end = String(secret.suffix(30))
      let hex = end.utf8.map { String($0, radix: 16) }
      let basic = Data("scim:\(secret)".utf8).base64EncodedString()
      return [
        end, String(basic.dropFirst(8).prefix(30)), Data(secret.utf8).base64EncodedString(), hex.joined(),
        hex.map { "%" + $0 }.joined(),
      ]
    }

    private func expectNone(of secrets: [String], in content: Data, _ place: String) {
      for secret in secrets {
        #expect(content.firstRange(of: Data(secret.utf8)) == nil, "\(secret.prefix(6))… in \(place)")
      }
    }

    private func expectNoneInFiles(_ secrets: [String], but credential: String?) throws {
      let own = credential.map(forms) ?? []
      for file in try files() {
        let allowed = file.hasSuffix("/admin.json") ? own : []
        let content = try Data(contentsOf: URL(fileURLWithPath: file))
        expectNone(of: secrets.filter { !allowed.contains($0) }, in: content, file)
      }
    }

    private func files() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: house.folder).map(house.path).filter { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      }
    }
  }
#endif
