import AdapterTesting
import Foundation
import JSON
import Testing

@testable import Host

@Suite("A token that is shut out while a request's body comes doesn't let the request in", .serialized)
struct TokenMeanwhileTests {
  @Test("Deactivated, renewed or deleted between head and body: 401, and nothing is written")
  func shutOut() async throws {
    try await TestHost.run { host in
      let standing = try await host.client()
      #expect(try await status(standing) {} == "201")
      for verb in ["token.deactivate", "token.renew", "token.delete"] {
        let idp = try await host.client()
        let token: JSONObject = ["provider": "acme", "id": .string(idp.tokenID)]
        #expect(try await status(idp) { try await host.perform(verb, token) } == "401", "\(verb)")
        if verb != "token.delete" { try await host.perform("token.delete", token) }
      }
      #expect(try await standing.read("/Users")["totalResults"] == 1)
    }
  }

  /// The status of a create whose head was let in before `meanwhile`, and whose body is sent after it.
  private func status(_ idp: TestClient, _ meanwhile: () async throws -> Void) async throws -> Substring {
    let body = User.of("someone").description
    let url = try #require(URLComponents(string: idp.base))
    let connection = try SocketConnection(host: url.host ?? "", port: url.port ?? 0, timeout: 60)
    let lines = [
      "POST \(url.path)/Users HTTP/1.1", "Host: \(url.host ?? "")", "Authorization: Bearer \(idp.token)",
      "Content-Type: application/scim+json", "Content-Length: \(body.utf8.count)", "Expect: 100-continue", "", "",
    ]
    try connection.write(Array(lines.joined(separator: "\r\n").utf8))
    #expect(String(decoding: try connection.read(), as: UTF8.self).hasPrefix("HTTP/1.1 100"))
    try await meanwhile()
    try connection.write(Array(body.utf8))
    return String(decoding: try connection.read(), as: UTF8.self).dropFirst(9).prefix(3)
  }
}
