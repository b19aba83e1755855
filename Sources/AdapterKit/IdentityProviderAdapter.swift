/// What an adapter written in Swift implements: two pure functions, each the identity unless it says otherwise.
///
/// The same message in gives the same message out: no socket, no clock, no state.
public protocol IdentityProviderAdapter: Sendable {
  /// An adapter with the options of one provider.
  /// - Throws: an error that names the option.
  init(options: AdapterOptions) throws(AdapterOptionError)

  /// Whether `render` does anything; false spares every answer the way to the library and back.
  static var rendersAnswers: Bool { get }

  /// Whether `normalize` leaves every request without a body as it is; true spares reads the way to the library.
  static var readsBodiesAlone: Bool { get }

  /// Turns a request of the IdP's dialect into RFC 7644; what it doesn't know stays as it is.
  func normalize(_ request: AdapterRequest) -> AdapterRequest

  /// Turns the RFC's answer into the one that the IdP expects; `request` is the normalised one.
  func render(_ response: AdapterResponse, to request: AdapterRequest) -> AdapterResponse
}

extension IdentityProviderAdapter {
  /// Answers are rendered, unless the adapter says otherwise.
  public static var rendersAnswers: Bool { true }

  /// Every request is read, unless the adapter says otherwise.
  public static var readsBodiesAlone: Bool { false }

  /// The request as it is.
  public func normalize(_ request: AdapterRequest) -> AdapterRequest { request }

  /// The answer as it is.
  public func render(_ response: AdapterResponse, to request: AdapterRequest) -> AdapterResponse { response }
}
