import AdapterKit
import JSON
import Testing

/// What a host and the process of an isolated adapter say to each other beside requests and responses.
@Suite struct ProcessFrameTests {
  private static let replies: [ProcessFrame.Reply] = [
    .unchanged, .failed("no words"), .ready(["requests": true, "stamp": "swift-6.3 linux-x86_64"]),
  ]

  @Test("A reply and an order read as what they were written as", arguments: replies)
  func roundTrip(_ reply: ProcessFrame.Reply) throws {
    #expect(try ProcessFrame.reply(ProcessFrame.encode(reply)) == reply)
    let order: JSON = ["adapter": "EntraID", "options": ["roles": true]]
    #expect(try ProcessFrame.order(try ProcessFrame.encode(order: order)) == order)
  }

  @Test("A library's frame is passed on as it is, and told from a response")
  func message() throws {
    let request = try Frame.encode(AdapterRequest(method: "GET", path: "/Users"))
    let response = try Frame.encode(AdapterResponse(status: 204))
    #expect(try ProcessFrame.reply(ProcessFrame.encode(.message(request))) == .message(request))
    #expect(!ProcessFrame.isResponse(request) && ProcessFrame.isResponse(response) && !ProcessFrame.isResponse([]))
    #expect(try Frame.request(request).path == "/Users" && Frame.response(response).status == 204)
  }

  @Test("Bytes cut anywhere, or changed anywhere, are an error or another reply, and never a trap", arguments: replies)
  func broken(_ reply: ProcessFrame.Reply) throws {
    let bytes = ProcessFrame.encode(reply)
    for count in 0..<bytes.count { _ = try? ProcessFrame.reply(Array(bytes.prefix(count))) }
    for place in bytes.indices {
      for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
        var changed = bytes
        changed[place] = value
        _ = try? ProcessFrame.reply(changed)
        _ = try? ProcessFrame.order(changed)
      }
    }
  }

  @Test("What is too long for a frame is a failure that says so")
  func long() throws {
    guard
      case .failed(let text) = try ProcessFrame.reply(
        ProcessFrame.encode(.failed(String(repeating: "a", count: Frame.limit))))
    else { throw FrameError.kind(0) }
    #expect(text.contains("over the limit"))
  }
}
