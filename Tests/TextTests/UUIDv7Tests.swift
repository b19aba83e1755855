import Foundation
import Testing
import Text

@Suite struct UUIDv7Tests {
  private struct Ones: RandomNumberGenerator {
    mutating func next() -> UInt64 { .max }
  }

  private struct Zeros: RandomNumberGenerator {
    mutating func next() -> UInt64 { 0 }
  }

  /// The example of RFC 9562, appendix A.6: its time, with our choice of random bits.
  @Test func hasTimeVersionAndVariant() {
    var (ones, zeros) = (Ones(), Zeros())
    let time = Timestamp(milliseconds: 0x017F_22E2_79B0)
    #expect(UUIDv7(at: time, using: &ones).description == "017f22e2-79b0-7fff-bfff-ffffffffffff")
    #expect(UUIDv7(at: time, using: &zeros).description == "017f22e2-79b0-7000-8000-000000000000")
  }

  @Test func foundationReadsIt() {
    for _ in 0..<100 {
      let id = UUIDv7().description
      #expect(UUID(uuidString: id)?.uuidString.lowercased() == id)
      #expect(Array(id)[14] == "7")
      #expect("89ab".contains(Array(id)[19]))
    }
  }

  @Test func ordersByTime() {
    let times = (0..<2000).map { Timestamp(milliseconds: 1_769_860_800_000 + Int64($0) * 131) }
    let ids = times.map { UUIDv7(at: $0).description }
    #expect(ids == ids.sorted())
  }

  @Test func neverRepeats() {
    let time = Timestamp.now()
    #expect(Set((0..<10_000).map { _ in UUIDv7(at: time) }).count == 10_000)
  }

  @Test(arguments: [Int64.min, -1, .max])
  func takesEveryInstant(milliseconds: Int64) {
    #expect(UUIDv7(at: Timestamp(milliseconds: milliseconds)).description.utf8.count == 36)
  }
}
