internal import Diagnostics
internal import Directory
public import JSON

/// The adapters in the configured folders: what each is, who uses it, whether it can be loaded.
public enum AdapterListing {
  /// One object for each adapter, by name.
  public static func rows(_ configuration: HostConfiguration) -> [JSON] {
    let assembly = EndpointAssembly(configuration)
    return configuration.adapters.sorted { $0.name < $1.name }.map { manifest in
      let users = configuration.providers.filter { $0.adapter.name == manifest.name }
      let faults = users.compactMap { assembly.admission($0).fault?.message }
      return [
        "name": .string(manifest.name), "idp": .string(manifest.idp), "version": .string(manifest.version),
        "form": .string(manifest.library == nil ? "declarative" : "library"),
        "evidence": .string(manifest.evidence.rawValue), "folder": .string(manifest.folder),
        "usedBy": .string(users.isEmpty ? "–" : users.map(\.name.description).joined(separator: ", ")),
        "health": .string(faults.first ?? "ok"),
      ]
    }
  }
}
