/// One request of an IdP's own connection test, as its adapter declares it: always a GET, so that it changes nothing.
public struct ConnectionRequest: Hashable, Sendable {
  /// What the IdP wants to be answered.
  public enum Expectation: String, Hashable, Sendable, CaseIterable {
    /// 200 and a list, whatever is in it.
    case list
    /// 200 and a list of nobody.
    case empty
    /// 200 and a resource.
    case document
  }

  /// Path and query below the endpoint, spelled as the IdP spells them; `{{unknown}}` is a value that nothing has.
  public var get: String
  /// What must come back.
  public var expects: Expectation

  /// Describes a request.
  public init(get: String, expects: Expectation) {
    self.get = get
    self.expects = expects
  }

  /// Path and query with a value for `{{unknown}}`.
  public func path(unknown: String) -> String { get.replacing("{{unknown}}", with: unknown) }

  /// What is asked for an adapter that doesn't say how its IdP tests.
  static let usual = [
    ConnectionRequest(get: "/ServiceProviderConfig", expects: .document),
    ConnectionRequest(get: "/Users?startIndex=1&count=1", expects: .list),
  ]
}
