import Directory
import Store
import Testing
import Text
import Tokens

@Suite("Looking a token up")
struct TokenBookTests {
  private let now = Timestamp(milliseconds: 1_800_000_000_000)
  private let secret = TokenSecret()

  private func row(
    _ secret: TokenSecret, _ provider: ProviderName = .acme, slot: Int = 1, state: TokenRow.State = .active,
    expires: Timestamp? = nil
  ) -> TokenRow {
    TokenRow(
      id: "tok_\(provider)_\(slot)", provider: provider, slot: slot, digest: secret.digest, state: state, label: nil,
      created: now, createdBy: "test", expires: expires, lastUsed: nil, lastUsedFrom: nil)
  }

  @Test("An active token opens its provider, by either slot")
  func found() {
    let other = TokenSecret()
    let book = TokenBook([row(other, slot: 2), row(secret)])
    #expect(book.token(secret.text, of: .acme, at: now)?.slot == 1)
    #expect(book.token(other.text, of: .acme, at: now)?.slot == 2)
    #expect(book.tokens(of: .acme).map(\.slot) == [1, 2])
  }

  @Test("Nothing, something else, another provider's, an inactive one: nil")
  func notFound() {
    let book = TokenBook([row(secret), row(TokenSecret(), .other)])
    #expect(book.token(nil, of: .acme, at: now) == nil)
    #expect(book.token("dgms_x", of: .acme, at: now) == nil)
    #expect(book.token(TokenSecret().text, of: .acme, at: now) == nil)
    #expect(book.token(secret.text, of: .other, at: now) == nil)
    #expect(book.token(secret.text, of: nil, at: now) == nil)
    #expect(TokenBook([]).token(secret.text, of: .acme, at: now) == nil)
    #expect(TokenBook([row(secret, state: .inactive)]).token(secret.text, of: .acme, at: now) == nil)
  }

  @Test("A token is good up to its time, and not at it")
  func expiry() {
    let end = Timestamp(milliseconds: now.milliseconds + 1000)
    let book = TokenBook([row(secret, expires: end)])
    #expect(book.token(secret.text, of: .acme, at: now) != nil)
    #expect(book.token(secret.text, of: .acme, at: Timestamp(milliseconds: end.milliseconds - 1)) != nil)
    #expect(book.token(secret.text, of: .acme, at: end) == nil)
  }
}

extension ProviderName {
  static let acme = ProviderName.reading("acme") ?? .host
  static let other = ProviderName.reading("other") ?? .host
}
