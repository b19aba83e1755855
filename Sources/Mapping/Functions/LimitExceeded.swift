/// The text or the work of a mapping exceeds its limit.
struct LimitExceeded: Error, Hashable, Sendable {
  /// What was too much, in words.
  let what: String

  /// UTF-8 bytes that one text may have.
  static let textBytes = 65_536
  static let text = LimitExceeded(what: "the result has more than 64 KiB")
  static let work = LimitExceeded(what: "the mapping takes too long")
}

/// Counts what the mapping of one source record costs.
final class Work {
  /// In bytes of text: under 10 ms in the slowest functions.
  static let limit = 131_072

  private var done = 0

  /// - Throws: `LimitExceeded.work` once it is too much.
  func charge(_ amount: Int) throws(LimitExceeded) {
    done += amount
    guard done <= Self.limit else { throw .work }
  }
}
