internal import Diagnostics
internal import Foundation
internal import Host

/// Writes the folder of a new adapter: `dragoman adapter new`.
public struct NewAdapter: Sendable {
  /// The folder that was written.
  public let folder: String
  /// The files in it, by their paths there.
  public let files: [String]

  /// Writes the folder `name` in `parent`; with `isSwift` it is a package that builds a library, wherever it lies.
  /// - Throws: `AdminError` when the name won't do, the folder exists, or no checkout of Dragoman is found.
  public static func write(_ name: String, in parent: String, isSwift: Bool, checkout: String?) throws -> NewAdapter {
    try check(name, isSwift: isSwift)
    let folder = parent + "/" + name
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw AdminError("'\(folder)' exists already", fix: "choose another name, or move it away first")
    }
    let template = AdapterTemplate(
      name: name, checkout: isSwift ? try Checkout.path(from: folder, named: checkout) : nil)
    for (path, text) in template.files {
      let file = URL(fileURLWithPath: folder + "/" + path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file, options: .withoutOverwriting)
    }
    return NewAdapter(folder: folder, files: template.files.map(\.path))
  }

  private static func check(_ name: String, isSwift: Bool) throws {
    let isPlain = { (character: Character) in character.isASCII && (character.isLetter || character.isNumber) }
    let marks: Set<Character> = isSwift ? ["_"] : ["_", "-"]
    guard let first = name.first, first.isASCII, first.isLetter,
      name.allSatisfy({ isPlain($0) || marks.contains($0) }), name.count <= 60
    else {
      throw AdminError(
        "'\(name)' can't be an adapter's name",
        fix: isSwift ? "a Swift type's name: letters, digits and '_'" : "letters, digits, '-' and '_', a letter first")
    }
  }
}

/// Where Dragoman's own package lies, which a Swift adapter depends on.
enum Checkout {
  /// The path that a package in `folder` names: relative within the checkout, absolute elsewhere.
  static func path(from folder: String, named: String?) throws -> String {
    let folder = URL(fileURLWithPath: folder).standardizedFileURL
    let executable = Bundle.main.executableURL?.resolvingSymlinksInPath()
    let found = named.map { URL(fileURLWithPath: $0).standardizedFileURL } ?? above(folder) ?? executable.flatMap(above)
    guard let root = found, isCheckout(root) else {
      throw AdminError(
        named.map { "'\($0)' is no checkout of Dragoman" } ?? "no checkout of Dragoman was found",
        fix: "name the folder that holds its Package.swift: --checkout DIR")
    }
    guard folder.path.hasPrefix(root.path + "/") else { return root.path }
    let steps = folder.pathComponents.count - root.pathComponents.count
    return Array(repeating: "..", count: steps).joined(separator: "/")
  }

  private static func above(_ place: URL) -> URL? {
    var folder = place.deletingLastPathComponent()
    while folder.path != "/" {
      if isCheckout(folder) { return folder }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  private static func isCheckout(_ folder: URL) -> Bool {
    let text = try? String(contentsOf: folder.appendingPathComponent("Package.swift"), encoding: .utf8)
    return text?.contains("name: \"dragoman\",\n  platforms") == true
  }
}
