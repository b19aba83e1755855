import Testing

@testable import Provisioning

@Suite("Token buckets")
struct EndpointRateTests {
  private let start = ContinuousClock.now

  @Test("A bucket gives its burst at once, then its rate, and never more than the burst")
  func rate() {
    let limiter = RateLimiter()
    func taken(_ seconds: Int) -> Int {
      (0..<20).count { _ in limiter.take("a", rate: 2, burst: 5, now: start.advanced(by: .seconds(seconds))) == nil }
    }
    #expect(taken(0) == 5)
    #expect(taken(0) == 0)
    #expect(taken(1) == 2)
    #expect(taken(3600) == 5)
    #expect(limiter.take("a", rate: 2, burst: 5, now: start) == 1, "a clock that goes back gives nothing")
  }

  @Test("Addresses that are heard once are forgotten when their bucket is full again, however many come")
  func manyKeys() {
    let limiter = RateLimiter()
    for number in 0..<50_000 {
      let now = start.advanced(by: .milliseconds(number / 5))
      _ = limiter.take("\(number)", rate: 20, burst: 20, now: now)
    }
    #expect(limiter.count <= 20_000)
  }
}
