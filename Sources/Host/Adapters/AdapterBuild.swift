internal import Diagnostics
internal import Foundation

/// Builds an adapter's library, puts it where the host looks for it, and checks that it fits: `dragoman adapter build`.
public struct AdapterBuild: Sendable {
  /// Where the library is, as people read it.
  public let library: String
  /// The compiler and target that it was built with; nil for a library without Swift.
  public let stamp: String?

  /// Builds the library of the adapter in `folder`, with a package of its own or with the one around it.
  ///
  /// The compiler's output goes to standard error; with `scratch`, what it makes on the way goes there.
  /// - Returns: nil for a declarative adapter, which has none.
  /// - Throws: `Diagnostics` of the manifest or of the door; `AdminError` when it can't be built.
  public static func run(
    _ folder: String, configuration: String = "release", scratch: String? = nil
  ) throws -> AdapterBuild? {
    let (loaded, diagnostics) = AdapterManifest.load(folder)
    guard let manifest = loaded else { throw diagnostics }
    guard let named = manifest.library else { return nil }
    let path = URL(fileURLWithPath: folder).standardizedFileURL
    let location = LibraryLocation(named, adapterFolder: path.path, executableFolder: LibraryLocation.runningFolder)
    let words =
      ["swift", "build", "-c", configuration, "--package-path", try package(of: path).path]
      + (scratch.map { ["--scratch-path", $0] } ?? []) + ["--product", location.product]
    _ = try output(of: words, isShown: true)
    let bin = try output(of: words + ["--show-bin-path"], isShown: false)
    try install("\(bin)/\(location.fileName)", for: location, beside: path.path)
    return try checked(manifest, location)
  }

  /// The nearest folder with a package, the adapter's own first.
  private static func package(of folder: URL) throws -> URL {
    var place = folder
    while place.path != "/" {
      if FileManager.default.fileExists(atPath: place.appendingPathComponent("Package.swift").path) { return place }
      place.deleteLastPathComponent()
    }
    throw AdminError(
      "nothing builds the library of '\(folder.lastPathComponent)': neither its folder nor one above has a Package.swift",
      fix: "`dragoman adapter new NAME --swift` writes one")
  }

  /// Puts the library into the adapter's folder, unless it was built beside the host.
  private static func install(_ built: String, for location: LibraryLocation, beside folder: String) throws {
    guard FileManager.default.fileExists(atPath: built) else {
      throw AdminError("the build made no '\(built)'", fix: "the product must be a dynamic library: type: .dynamic")
    }
    let target = location.candidates.last ?? "\(folder)/\(location.fileName)"
    let beside = URL(fileURLWithPath: built).resolvingSymlinksInPath().deletingLastPathComponent().path
    guard beside != LibraryLocation.runningFolder || location.candidates.count == 1 else { return }
    let half = target + ".new"
    try? FileManager.default.removeItem(atPath: half)
    try FileManager.default.copyItem(atPath: built, toPath: half)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: half)
    guard rename(half, target) == 0 else {
      throw AdminError("'\(target)' can't be written: \(String(cString: strerror(errno)))")
    }
  }

  private static func checked(_ manifest: AdapterManifest, _ location: LibraryLocation) throws -> AdapterBuild {
    let options = manifest.options.reduce(into: [:]) { $0[$1.name] = $1.defaultValue }
    let door = AdapterDoor()
    _ = try door.open(manifest, options: options, schemas: [])
    return AdapterBuild(library: try location.found(), stamp: door.stamp(of: manifest))
  }

  private static func output(of words: [String], isShown: Bool) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let pipe = Pipe()
    process.standardOutput = isShown ? FileHandle.standardError : pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let bytes = isShown ? Data() : pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw AdminError("it can't be built; the compiler says why", fix: "try it again: \(words.joined(separator: " "))")
    }
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
