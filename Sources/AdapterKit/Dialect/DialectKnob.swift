/// A choice that an adapter makes for its IdP, where the same bytes must mean different things or answers must differ.
public struct DialectKnob: Sendable, Hashable {
  /// Its name under `deviations:` in `adapter.yaml`.
  public var name: String
  /// What can be chosen.
  public var values: [String]
  /// What holds for an adapter that doesn't choose.
  public var standard: String
  /// What holds for an adapter that is `strict`.
  public var strict: String
  /// One sentence for people.
  public var meaning: String
  /// The facts that show why it exists.
  public var facts: [String]
}

extension DialectKnob {
  /// The section of the RFC that it is about, as its meaning cites it: `RFC 7644 §3.5.2`.
  public var rfc: String {
    meaning.split(separator: "(").last { $0.hasPrefix("RFC ") }.map { String($0.prefix { $0 != ")" }) } ?? ""
  }
}
