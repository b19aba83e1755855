internal import AdapterKit
internal import Host
internal import JSON
internal import SCIM

/// What carrying a request across the line to a library and back costs: in the same process, and in a child of it.
enum CrossingCost {
  static func figures(_ options: BenchOptions) throws -> [Figure] {
    let (loaded, diagnostics) = AdapterManifest.load("\(options.adapters)/EntraID")
    guard let manifest = loaded else { throw diagnostics }
    let request = AdapterRequest(
      method: "POST", path: "/Users", query: "", headers: [], body: try JSON(parsing: People.user(1)),
      semantics: .lenient, notes: [])
    return [
      try figure("an adapter's crossing for a user of 1 KB", manifest, .none, request, atMost: 25),
      try figure("the same to a child process (`isolation: process`)", manifest, .process, request, atMost: 100),
    ]
  }

  private static func figure(
    _ name: String, _ manifest: AdapterManifest, _ isolation: AdapterIsolation, _ request: AdapterRequest,
    atMost aim: Double
  ) throws -> Figure {
    guard let library = try AdapterDoor().library(of: manifest, isolation: isolation) else {
      throw LoadError.refused("the adapter \(manifest.name) has no library")
    }
    let crossing = try microseconds { _ = try library.normalize(request) }
    return Figure(name: name, value: crossing, unit: " µs", aim: .atMost(aim), parts: [])
  }
}
