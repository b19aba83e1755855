import Foundation
import HTTP
import Testing

/// T72: TLS 1.2 and 1.3 with the suites that Entra ID asks for, and nothing older.
@Suite(.serialized, .ownThread, .enabled(if: OpenSSL.path != nil, "the command 'openssl' is missing"))
struct TLSTests {
  private static let get = "GET /later HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

  private func talk(_ serving: borrowing Serving, _ options: [String], _ text: String = get) throws -> String {
    let address = "127.0.0.1:\(serving.server.port)"
    return try OpenSSL.run(["s_client", "-quiet", "-connect", address] + options, input: text).output
  }

  @Test(arguments: [
    ["-tls1_3"], ["-tls1_2"], ["-tls1_2", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256"],
    ["-tls1_2", "-cipher", "ECDHE-RSA-AES256-GCM-SHA384"], ["-tls1_3", "-ciphersuites", "TLS_AES_128_GCM_SHA256"],
  ])
  func whatEntraSpeaksIsSpoken(_ options: [String]) throws {
    // shows 7644-7.2-b
    let serving = try Serving(tls: OpenSSL.certificate())
    #expect(try talk(serving, options).hasPrefix("HTTP/1.1 200"))
  }

  @Test(arguments: [
    ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"], ["-tls1", "-cipher", "ALL:@SECLEVEL=0"],
    ["-tls1_2", "-cipher", "AES128-GCM-SHA256"], ["-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA256"],
    ["-tls1_2", "-cipher", "DHE-RSA-AES128-GCM-SHA256"],
  ])
  func whatIsOldIsRefused(_ options: [String]) throws {
    let serving = try Serving(tls: OpenSSL.certificate())
    #expect(try !talk(serving, options).contains("HTTP/"))
    #expect(serving.desk.requests.isEmpty)
  }

  @Test func plainHTTPIsNotAnswered() throws {
    let serving = try Serving(tls: OpenSSL.certificate())
    #expect(try serving.answers(to: Self.get).all.isEmpty)
  }

  @Test func aChunkedBodyIsRefusedAtTheLimit() throws {
    let serving = try Serving(tls: OpenSSL.certificate())
    let body = String(repeating: "a", count: 1001)
    let output = try talk(
      serving, [],
      "POST /small HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n\(body)\r\n0\r\n\r\n")
    #expect(output.hasPrefix("HTTP/1.1 413") && output.hasSuffix("{}"))
  }

  @Test func aHandshakeThatStallsIsShutDown() throws {
    let serving = try Serving(tls: OpenSSL.certificate()) { $0.headDeadline = .milliseconds(300) }
    let client = try serving.client()
    client.send([0x16, 0x03, 0x01])
    #expect(client.receive(quiet: 6).isClosed)
  }

  @Test func aKeyOfAnotherCertificateIsRefused() throws {
    let (one, other) = (try OpenSSL.certificate(), try OpenSSL.certificate())
    #expect { _ = try Serving(tls: (one.certificate, other.key)) } throws: { error in
      guard case HTTPServerError.tls = error else { return false }
      return true
    }
  }
}
