import AdapterKit
import Diagnostics
import JSON

/// Normalising a normalised request changes nothing: what is RFC 7644 already is read as it stands.
enum Idempotence {
  /// The messages that are another after a second reading.
  static func faults(_ played: PlayedFile) throws -> [Mismatch] {
    let dialect = try played.dialect()
    return try played.samples.compactMap { index, message in
      var once = try dialect.normalize(message.request)
      once.notes = []
      var twice = try dialect.normalize(once)
      let notes = twice.notes
      twice.notes = []
      guard twice != once else { return nil }
      let got = twice.shown + notes.map { "\nnote: \($0)" }.joined()
      return played.fault(
        "the normalised form of \(message.title) is normalised once more", at: index, expected: once.shown, got: got)
    }
  }
}
