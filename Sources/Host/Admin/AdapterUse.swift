internal import AdapterKit
internal import Diagnostics
internal import Directory
internal import JSON

/// One provider's use of an adapter, tried at the door.
struct AdapterUse {
  let provider: String
  /// Where the library runs; a dash where there is none.
  let isolation: String
  let stamp: String?
  let fault: String?

  init(_ provider: ProviderConfiguration, _ door: AdapterDoor) {
    self.provider = provider.name.description
    isolation = provider.adapter.library == nil ? "–" : provider.isolation.rawValue
    let admission = door.open(provider, schemas: provider.schemas)
    stamp = admission.dialect?.state?.stamp ?? door.stamp(of: provider.adapter)
    fault = admission.fault?.message
  }

  var json: JSON {
    var object: JSONObject = ["name": .string(provider), "isolation": .string(isolation)]
    for (name, value) in ProviderHealth.json(fault) { object[name] = value }
    return .object(object)
  }
}
