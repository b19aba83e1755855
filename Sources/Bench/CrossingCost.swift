internal import AdapterKit
internal import CAdapterABI
internal import Foundation
internal import JSON
internal import SCIM

/// What carrying a request across the line to a library and back costs.
enum CrossingCost {
  static func figures(_ options: BenchOptions) throws -> [Figure] {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
      .path
    let names = ["libEntraID.so", "libEntraID.dylib"].map { "\(folder)/\($0)" }
    guard let path = names.first(where: { FileManager.default.fileExists(atPath: $0) }),
      let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL), let symbol = dlsym(handle, DRAGOMAN_ADAPTER_SYMBOL)
    else { throw LoadError.refused("libEntraID beside the executable: swift build -c release --product EntraID") }
    typealias Table = @convention(c) () -> UnsafePointer<dragoman_adapter_table>?
    let adapter = try LibraryAdapter(
      table: unsafeBitCast(symbol, to: Table.self)(), options: AdapterOptions([:], schemas: []))
    let request = AdapterRequest(
      method: "POST", path: "/Users", query: "", headers: [], body: try JSON(parsing: People.user(1)),
      semantics: .lenient, notes: [])
    let crossing = try microseconds { _ = try adapter.normalize(request) }
    return [
      Figure(
        name: "the adapter's crossing for a user of 1 KB", value: crossing, unit: " µs", aim: .atMost(25), parts: [])
    ]
  }
}
