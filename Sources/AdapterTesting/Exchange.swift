public import Diagnostics

/// One request as an IdP sends it, and what must come back.
public struct Exchange: Sendable {
  /// What is sent.
  public var request: ExchangeRequest
  /// What must come back.
  public var answer: ExpectedAnswer
  /// Where it is written.
  public var range: SourceRange
}
