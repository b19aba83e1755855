public import AdapterKit
public import Diagnostics

/// What came of opening a provider's adapter: one that fails takes its own provider out of service and no other.
public enum AdapterAdmission: Sendable {
  /// The provider can serve.
  case ready(Dialect)
  /// The provider can't serve, and why.
  case outOfService(Diagnostic)

  /// The dialect of a provider that can serve.
  public var dialect: Dialect? { if case .ready(let dialect) = self { dialect } else { nil } }

  /// Why the provider can't serve.
  public var fault: Diagnostic? { if case .outOfService(let fault) = self { fault } else { nil } }
}
