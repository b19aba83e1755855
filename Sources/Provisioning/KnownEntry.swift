internal import Directory
internal import Store

/// What makes a source record be judged.
enum ChangeOccasion: Hashable, Sendable {
  /// Its IdP changed it.
  case request
  /// The configuration changed, the record didn't: nobody can be refused, and what administrators decided stands.
  case remap
}

/// What the directory holds of a source record's entry before it is judged.
struct KnownEntry<Entry> {
  var link: Link?
  var entry: Entry?
  var holds: [Hold]

  /// The hold that keeps the record from being judged: one that an administrator has to end, not the mapping.
  func pin(in occasion: ChangeOccasion) -> Hold? {
    guard occasion == .remap else { return nil }
    return holds.first { hold in
      switch hold.reason {
      case .review, .brake, .rejected, .undone: true
      case .conflict, .incomplete: false
      }
    }
  }
}
