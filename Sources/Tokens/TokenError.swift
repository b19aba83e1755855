public import Directory

/// Why a token verb can't be carried out, told to the administrator.
public enum TokenError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Both slots of the provider are taken, active and inactive tokens counted alike.
  case slotsTaken(ProviderName, ids: [String])
  /// The provider has no token of this id.
  case unknown(ProviderName, id: String)
  /// The token's time is over; only renew or delete help.
  case expired(id: String)

  /// A sentence that says what to do.
  public var description: String {
    switch self {
    case .slotsTaken(let provider, let ids):
      "\(provider) has two tokens already (\(ids.joined(separator: ", "))), and two is the most, inactive ones included:"
        + " renew one of them, or delete one with `dragoman token delete \(provider) ID`"
    case .unknown(let provider, let id):
      "\(provider) has no token '\(id)': `dragoman token list \(provider)` shows those it has"
    case .expired(let id): "the token \(id) has expired: renew it, or delete it"
    }
  }
}
