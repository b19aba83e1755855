// swift-tools-version: 6.2
import PackageDescription

/// Adapters written in Swift: one word here and a folder under `Plugins/`. The host links none of them.
let swiftAdapters = ["EntraID"]

/// `FUZZ=1`: everything is built with libFuzzer's coverage and the address sanitizer, for `fuzz` (`.ci/fuzz`).
let fuzzer = Context.environment["FUZZ"] == nil ? [] : ["-sanitize=fuzzer,address"]

let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ] + (fuzzer.isEmpty ? [] : [.unsafeFlags(fuzzer)])

/// A module of the ladder: `Sources/<name>`, which may import what stands in `dependencies` and nothing else.
func module(_ name: String, _ dependencies: [String] = []) -> Target {
  .target(
    name: name, dependencies: dependencies.map { .byName(name: $0) }, path: "Sources/\(name)",
    swiftSettings: settings)
}

/// The tests of one module: `Tests/<name>Tests`.
func tests(_ name: String, _ dependencies: [String] = [], resources: Bool = false) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: ([name] + dependencies).map { .byName(name: $0) },
    path: "Tests/\(name)Tests", exclude: resources ? ["Samples"] : [], swiftSettings: settings)
}

func library(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

let package = Package(
  name: "dragoman",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "dragoman", targets: ["dragoman"]),
    .library(name: "AdapterKit", targets: ["AdapterKit", "CAdapterABI", "JSON", "SCIM"]),
  ] + swiftAdapters.map { .library(name: $0, type: .dynamic, targets: [$0]) },
  targets: [
    // C: the distribution's libraries, and the table that adapters export.
    library("CLibYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
    library("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
    library("CMicroHTTPD", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev", brew: "libmicrohttpd"),
    library("CGnuTLS", pkgConfig: "gnutls", apt: "libgnutls28-dev", brew: "gnutls"),
    .target(name: "CAdapterABI", path: "Sources/CAdapterABI"),
    .target(name: "CChildProcess", path: "Sources/CChildProcess"),

    // Rung 0: values.
    module("Diagnostics"),
    module("Text"),
    module("JSON", ["Text"]),
    module("Crypto", ["CGnuTLS"]),
    module("SCIM", ["JSON", "Text"]),
    module("Directory", ["JSON", "Text"]),
    module("HTTP", ["CMicroHTTPD"]),

    // Rung 1: what is read, what an adapter imports, what is stored in.
    module("YAML", ["CLibYAML", "Diagnostics", "JSON"]),
    module("AdapterKit", ["CAdapterABI", "JSON", "SCIM", "Text"]),
    module("SQL", ["CSQLite", "Text"]),

    // Rung 2: the one translator between SCIM and the directory; what a commit holds.
    module("Mapping", ["Diagnostics", "Directory", "JSON", "SCIM", "Text", "YAML"]),
    module("Store", ["Crypto", "Directory", "JSON", "SQL", "Text"]),

    // Rung 3: one SCIM endpoint per provider; bearer tokens.
    module("Tokens", ["Crypto", "Directory", "Store", "Text"]),
    module(
      "Provisioning",
      ["AdapterKit", "Directory", "HTTP", "JSON", "Mapping", "SCIM", "Store", "Text", "Tokens"]),

    // Rung 4: loads, checks and runs; the conformance kit.
    module(
      "Host",
      [
        "AdapterKit", "CAdapterABI", "CChildProcess", "Crypto", "Diagnostics", "Directory", "HTTP", "JSON", "Mapping",
        "Provisioning", "SCIM", "Store", "Text", "Tokens", "YAML",
      ]),
    module(
      "AdapterTesting",
      ["AdapterKit", "Diagnostics", "Directory", "Host", "JSON", "SCIM", "Store", "Text", "Tokens", "YAML"]),
    module("Reachability", ["AdapterTesting", "CGnuTLS", "Host", "JSON", "Text"]),

    // Rung 5: the composition root.
    .executableTarget(
      name: "dragoman",
      dependencies: [
        "AdapterTesting", "Diagnostics", "Directory", "Host", "JSON", "Reachability", "Store", "Text", "Tokens",
      ], path: "Sources/dragoman", swiftSettings: settings),

    // Developers' programs.
    .executableTarget(
      name: "bench",
      dependencies: [
        "AdapterKit", "AdapterTesting", "Diagnostics", "Host", "HTTP", "JSON", "Mapping", "SCIM", "SQL", "Store",
        "Text", "YAML",
      ],
      path: "Sources/Bench", swiftSettings: settings),

    // What must hold for every input, and the tests that keep what was found.
    .target(
      name: "FuzzTargets", dependencies: ["AdapterKit", "Diagnostics", "JSON", "SCIM", "Text", "YAML"],
      path: "Tests/Fuzz/Targets", swiftSettings: settings),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Replay", swiftSettings: settings),

    tests("Diagnostics"),
    tests("Text"),
    tests("JSON"),
    tests("Crypto"),
    tests("SCIM", ["JSON", "Text"]),
    tests("Directory", ["JSON", "Text"]),
    tests("HTTP"),
    tests("YAML", ["Diagnostics", "JSON"], resources: true),
    tests("AdapterKit", ["JSON", "SCIM", "Text"]),
    tests("SQL"),
    tests("Mapping", ["Diagnostics", "Directory", "JSON", "SCIM", "Text", "YAML"], resources: true),
    tests("Store", ["Crypto", "Directory", "JSON", "SQL", "Text"]),
    tests("Tokens", ["Crypto", "Directory", "Store", "Text"]),
    tests(
      "Host",
      [
        "AdapterKit", "AdapterTesting", "CAdapterABI", "Crypto", "Diagnostics", "Directory", "HTTP", "JSON", "Mapping",
        "Provisioning", "SCIM", "SQL", "Store", "Text", "Tokens", "YAML", "dragoman",
      ], resources: true),
    .testTarget(
      name: "Convergence",
      dependencies: [
        "AdapterKit", "AdapterTesting", "Diagnostics", "Directory", "Host", "JSON", "SCIM", "Store", "YAML", "dragoman",
      ],
      path: "Tests/Convergence", exclude: ["Adapters", "Conversations"], swiftSettings: settings),
  ]
    + swiftAdapters.map {
      .target(
        name: $0, dependencies: ["AdapterKit", "CAdapterABI", "JSON", "SCIM"], path: "Plugins/\($0)/Sources",
        swiftSettings: settings)
    }
)

if !fuzzer.isEmpty {
  // gold ends with an internal error on libFuzzer's sections.
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver", swiftSettings: settings,
      linkerSettings: [.unsafeFlags(fuzzer + ["-use-ld=lld"])]))
}

/// `TSAN=Store,HTTP`: the tests of these modules, what they need and nothing else, for the thread sanitizer.
if let names = Context.environment["TSAN"]?.split(separator: ",") {
  var (kept, open) = (Set<String>(), names.map { "\($0)Tests" })
  for target in package.targets where open.contains(target.name) { target.dependencies.append("CMutexOrder") }
  package.targets.append(.target(name: "CMutexOrder", path: "Tests/Sanitizer"))
  while let name = open.popLast() {
    guard kept.insert(name).inserted else { continue }
    for case .byNameItem(let needed, _) in package.targets.first(where: { $0.name == name })?.dependencies ?? [] {
      open.append(needed)
    }
  }
  package.targets.removeAll { !kept.contains($0.name) }
  package.products = []
}
