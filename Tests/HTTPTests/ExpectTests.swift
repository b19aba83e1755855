import HTTP
import Testing

/// T67: `100 Continue` comes when the body is wanted, and only then (RFC 9110 §10.1.1).
@Suite(.serialized, .ownThread)
struct ExpectTests {
  private func head(_ path: String, _ length: Int) -> String {
    "POST \(path) HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: \(length)\r\n\r\n"
  }

  @Test func anAdmittedBodyIsAskedFor() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send(head("/x", 2))
    #expect(client.answer()?.status == 100)
    client.send("hi")
    let reply = client.answer()
    #expect(reply?.status == 200 && reply?.text == "hi")
  }

  @Test(arguments: [("/secret", 2, 401), ("/small", 1001, 413)])
  func anUnwantedBodyIsRefusedAtOnce(_ path: String, _ length: Int, _ status: Int) throws {
    let serving = try Serving()
    let (replies, isClosed) = try serving.answers(to: head(path, length))
    #expect(replies.map(\.status) == [status] && isClosed)
  }

  @Test func aBodyThatComesAtOnceIsTaken() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send(head("/x", 2) + "hi")
    let first = client.answer()
    let last = first?.status == 100 ? client.answer() : first
    #expect(last?.status == 200 && last?.text == "hi")
  }
}
