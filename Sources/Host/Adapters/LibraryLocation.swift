import Foundation

/// Where an adapter's library may lie, and how it is built.
struct LibraryLocation {
  /// The product that builds it: `EntraID`.
  let product: String
  /// The paths to look at, in order.
  let candidates: [String]
  /// The adapter's folder.
  let adapterFolder: String

  /// The library that a manifest names: a product's name, or a path relative to the adapter's folder.
  init(_ library: String, adapterFolder: String, executableFolder: String) {
    self.adapterFolder = adapterFolder
    guard !library.contains("/"), !Self.isFileName(library) else {
      candidates = [library.hasPrefix("/") ? library : adapterFolder + "/" + library]
      product = Self.product(of: library)
      return
    }
    product = Self.product(of: library)
    let name = "lib\(product).\(Self.suffix)"
    candidates = [executableFolder, adapterFolder].map { $0 + "/" + name }
  }

  /// The first candidate that is there.
  func found() throws(LibraryFault) -> String {
    guard let path = candidates.first(where: { FileIdentity(of: $0) != nil }) else {
      throw .missing(searched: candidates)
    }
    return path
  }

  /// The command that builds it.
  var rebuild: String { "dragoman adapter build \(ConfigurationPath(adapterFolder).shown)" }

  /// What the build calls it.
  var fileName: String { "lib\(product).\(Self.suffix)" }

  /// The folder of the running executable.
  static let runningFolder: String = {
    let path = Bundle.main.executablePath ?? CommandLine.arguments.first ?? "."
    return URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
  }()

  #if os(Linux)
    private static let suffix = "so"
  #else
    private static let suffix = "dylib"
  #endif

  private static func isFileName(_ library: String) -> Bool {
    library.hasSuffix(".so") || library.hasSuffix(".dylib")
  }

  private static func product(of library: String) -> String {
    let file = library.split(separator: "/").last.map(String.init) ?? library
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    return stem.hasPrefix("lib") ? String(stem.dropFirst(3)) : stem
  }
}
