import JSON
import Testing

@Suite("A provider's own rate", .serialized)
struct ProviderRateTests {
  @Test("Its settings' requestBurst holds for it alone: 429 with Retry-After, while another goes on under the host's")
  func burst() async throws {
    let strict = TestProvider(name: "strict", yaml: "settings: { requestsPerSecond: 1, requestBurst: 3 }")
    try await TestHost.run([strict, TestProvider(name: "other")]) { host in
      for (provider, isLimited) in [("strict", true), ("other", false)] {
        let idp = try await host.client(provider)
        var replies: [TestReply] = []
        for _ in 0..<40 { replies.append(try await idp.send("GET", "/Users?count=1")) }
        let refused = replies.filter { $0.status == 429 }
        #expect(replies.prefix(3).allSatisfy { $0.status == 200 })
        #expect(refused.isEmpty != isLimited)
        #expect(refused.allSatisfy { $0.header("Retry-After") != nil })
      }
    }
  }
}
