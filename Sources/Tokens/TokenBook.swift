internal import Crypto
public import Directory
public import Store
public import Text

/// All tokens as they stand at one moment; looking one up touches no store.
public struct TokenBook: Sendable {
  private let rows: [ProviderName: [TokenRow]]
  /// Tokens of connection tests: in no slot, in no store.
  let visitors: [TokenRow]
  private static let nobody = [UInt8](repeating: 0, count: 32)

  /// The given tokens.
  public init(_ rows: [TokenRow]) { self.init(rows, visitors: []) }

  init(_ rows: [TokenRow], visitors: [TokenRow]) {
    self.visitors = visitors
    self.rows = Dictionary(grouping: rows, by: \.provider).mapValues { $0.sorted { $0.slot < $1.slot } }
  }

  /// The same tokens, and one more for a connection test; those whose time is over are let go.
  func admitting(_ visitor: TokenRow, at now: Timestamp) -> TokenBook {
    let still = visitors.filter { $0.expires.map { $0 > now } ?? false }
    return TokenBook(rows.values.flatMap { $0 }, visitors: still + [visitor])
  }

  /// The same tokens but one.
  func without(_ id: String) -> TokenBook {
    TokenBook(rows.values.flatMap { $0 }.filter { $0.id != id }, visitors: visitors)
  }

  /// The tokens of a provider, by slot.
  public func tokens(of provider: ProviderName) -> [TokenRow] {
    rows[provider] ?? []
  }

  /// The active token that `presented` is, or nil: unknown, inactive, expired and malformed look alike.
  ///
  /// Every digest of the provider is compared, each in constant time; an unknown provider costs a comparison too.
  public func token(_ presented: String?, of provider: ProviderName?, at now: Timestamp) -> TokenRow? {
    guard let presented, let secret = TokenSecret(presented: presented) else { return nil }
    let digest = secret.digest
    var known = provider.map { tokens(of: $0) } ?? []
    if let provider, !visitors.isEmpty { known += visitors.filter { $0.provider == provider } }
    if known.isEmpty { _ = constantTimeEqual(digest, Self.nobody) }
    var place: Int?
    for (index, row) in known.enumerated() where constantTimeEqual(digest, row.digest) { place = index }
    guard let found = place.map({ known[$0] }), found.state == .active, found.expires.map({ $0 > now }) ?? true else {
      return nil
    }
    return found
  }
}
