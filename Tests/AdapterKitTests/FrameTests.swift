import AdapterKit
import JSON
import SCIM
import Testing

@Suite struct FrameTests {
  private static let request = AdapterRequest(
    method: "PATCH", path: "/Users/é", query: "a=b",
    headers: [AdapterHeader("User-Agent", ""), AdapterHeader("X", "ß")],
    body: ["Operations": [["op": "add", "value": 1]]], semantics: .lenient, notes: ["read x", "read y"])
  private static let response = AdapterResponse(
    status: 201, headers: [AdapterHeader("Location", "https://h/1")], body: ["id": "1"], notes: ["n"])

  private func readRequest(_ bytes: [UInt8]) throws -> AdapterRequest {
    try bytes.withUnsafeBufferPointer { try Frame.request($0) }
  }

  private func readResponse(_ bytes: [UInt8]) throws -> AdapterResponse {
    try bytes.withUnsafeBufferPointer { try Frame.response($0) }
  }

  @Test func whatIsWrittenIsRead() throws {
    #expect(try readRequest(Frame.encode(Self.request)) == Self.request)
    #expect(try readResponse(Frame.encode(Self.response)) == Self.response)
    let bare = AdapterRequest(method: "GET", path: "/Users")
    #expect(try readRequest(Frame.encode(bare)) == bare)
    #expect(try readResponse(Frame.encode(AdapterResponse(status: 204))) == AdapterResponse(status: 204))
  }

  @Test func theSmallestFrameIsAsDocumented() throws {
    let bytes = try Frame.encode(AdapterResponse(status: 204))
    #expect(bytes == [15, 0, 0, 0, 1, 2, 204, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test func aFrameCutAnywhereIsAnError() throws {
    for bytes in [try Frame.encode(Self.request), try Frame.encode(Self.response)] {
      for count in 0..<bytes.count {
        var cut = Array(bytes.prefix(count))
        #expect(throws: FrameError.self) { try readRequest(cut) }
        #expect(throws: FrameError.self) { try readResponse(cut) }
        guard count >= 4 else { continue }
        // The length mended, so that the cut is found by the field it hits.
        (cut[0], cut[1]) = (UInt8((count - 4) & 0xFF), UInt8((count - 4) >> 8))
        #expect(throws: FrameError.self) { try readRequest(cut) }
        #expect(throws: FrameError.self) { try readResponse(cut) }
      }
      #expect(throws: FrameError.self) { try readRequest(bytes + [0]) }
    }
  }

  @Test func anyChangedByteIsReadOrRefused() throws {
    let bytes = try Frame.encode(Self.request)
    for place in bytes.indices {
      for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
        var other = bytes
        other[place] = value
        _ = try? readRequest(other)
        _ = try? readResponse(other)
      }
    }
  }

  @Test func versionAndKindAreChecked() throws {
    var bytes = try Frame.encode(Self.request)
    bytes[4] = 2
    #expect(throws: FrameError.version(2)) { try readRequest(bytes) }
    bytes[4] = 1
    #expect(throws: FrameError.kind(1)) { try readResponse(bytes) }
  }

  @Test func aCountBeyondTheBytesIsRefusedBeforeAnythingIsMade() throws {
    let bytes: [UInt8] = [10, 0, 0, 0, 1, 2, 200, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]
    #expect(throws: FrameError.self) { try readResponse(bytes) }
  }

  @Test func moreThanTheLimitIsRefusedBothWays() throws {
    let body = JSON.string(String(repeating: "x", count: Frame.limit))
    #expect(throws: FrameError.self) { try Frame.encode(AdapterResponse(status: 200, body: body)) }
    #expect(throws: FrameError.tooLong(Frame.limit + 1)) {
      try readResponse([UInt8](repeating: 0, count: Frame.limit + 1))
    }
  }
}
