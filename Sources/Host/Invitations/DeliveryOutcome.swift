/// What handing over an invitation came to; no reason holds anything of the person.
enum DeliveryOutcome: Hashable, Sendable {
  /// It was taken.
  case taken
  /// It wasn't, and may be tried again; not before so many seconds, if the receiver said so.
  case refused(String, retryAfter: Int? = nil)
  /// It wasn't, and won't be.
  case hopeless(String)
  /// Nobody can tell.
  case unsure(String)
}
