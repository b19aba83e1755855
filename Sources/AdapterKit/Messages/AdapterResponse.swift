public import JSON

/// An answer on its way from RFC 7644 to an IdP's dialect.
public struct AdapterResponse: Sendable, Hashable {
  /// The HTTP status.
  public var status: Int
  /// The headers, in order.
  public var headers: [AdapterHeader]
  /// The body, a group without its `members` (the host streams those); nil when there is none.
  public var body: JSON?
  /// What the adapter did to the answer, for people.
  public var notes: [String]

  /// An answer as the RFC would have it.
  public init(status: Int, headers: [AdapterHeader] = [], body: JSON? = nil, notes: [String] = []) {
    (self.status, self.headers, self.body, self.notes) = (status, headers, body, notes)
  }

  /// Leaves a note, once: one line of at most 240 characters.
  public mutating func note(_ text: String) { AdapterRequest.add(text, to: &notes) }
}
