public import AdapterKit
public import Diagnostics
internal import JSON
internal import SCIM

extension ProviderConfiguration {
  /// The schemas of the provider's endpoint, as its adapter is told of them (RFC 7643 §7).
  var schemas: [JSON] { types.schemas.map { $0.json(location: $0.id) } }

  /// The dialect that the provider's endpoint speaks, from an instance of the adapter of its own.
  /// - Throws: what is wrong with the library or with an option.
  public func dialect() throws(Diagnostics) -> Dialect {
    switch AdapterDoor().open(self, schemas: schemas) {
    case .ready(let dialect): return dialect
    case .outOfService(let fault): throw Diagnostics([fault])
    }
  }
}
