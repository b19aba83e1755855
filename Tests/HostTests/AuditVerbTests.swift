import JSON
import Testing

@Suite("Asking for audit entries", .serialized)
struct AuditVerbTests {
  @Test("The last so many, oldest first; less than none are none")
  func last() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      for name in ["ada", "bob", "cem"] { _ = try await idp.create(name) }
      func ids(_ last: JSON) async throws -> [JSON?] {
        let answer = try await host.perform("audit.query", ["provider": "acme", "last": last])
        return (answer["entries"]?.array ?? []).map { $0["sequence"] }
      }
      let all = try await ids(100)
      #expect(all.count == 4)
      #expect(try await ids(2) == all.suffix(2))
      #expect(try await ids(0).isEmpty)
      #expect(try await ids(-1).isEmpty)
    }
  }
}
