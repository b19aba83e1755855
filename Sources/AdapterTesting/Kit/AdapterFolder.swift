import Diagnostics
import Foundation
import Host
import JSON
import YAML

/// An adapter's folder, read whole: what is wrong with a part of it doesn't keep the others from being read.
struct AdapterFolder: Sendable {
  /// The folder's path.
  let path: String
  /// The folder as people typed it.
  let shown: String
  /// The adapter's name.
  let name: String
  let manifest: AdapterManifest?
  let manifestFaults: [Mismatch]
  let files: [ExchangeFile]
  let fileFaults: [Mismatch]
  let stories: [Story]
  let storyFaults: [Mismatch]

  init(_ folder: String) {
    let path = URL(fileURLWithPath: folder).standardizedFileURL.path
    let shown = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    (self.path, self.shown, name) = (path, shown, (path as NSString).lastPathComponent)
    let (manifest, diagnostics) = AdapterManifest.load(folder)
    (self.manifest, manifestFaults) = (manifest, diagnostics.errors)
    (files, fileFaults) = Self.files(path, shown)
    (stories, storyFaults) = Self.stories(path, shown)
  }

  /// The exchange files, in the order in which they are played.
  private static func files(_ path: String, _ shown: String) -> ([ExchangeFile], [Mismatch]) {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path + "/Exchanges")) ?? []).sorted()
    var (files, faults): ([ExchangeFile], [Mismatch]) = ([], [])
    for name in names where name.hasSuffix(".yaml") {
      do throws(Diagnostics) {
        files.append(try ExchangeFile.load("\(path)/Exchanges/\(name)", shownAs: "\(shown)/Exchanges/\(name)"))
      } catch {
        faults += error.errors
      }
    }
    guard files.isEmpty, faults.isEmpty else { return (files, faults) }
    let fix = "write \(shown)/Exchanges/01-….yaml: what the product sends, and what must come back"
    return ([], [Mismatch(diagnostic: Diagnostic("the folder has no exchanges", fix: fix))])
  }

  private static func stories(_ path: String, _ shown: String) -> ([Story], [Mismatch]) {
    let adapter = (path as NSString).lastPathComponent
    var (stories, faults): ([Story], [Mismatch]) = ([], [])
    for file in Story.files(ofAdapter: path) {
      do throws(Diagnostics) {
        stories.append(try Story.load("\(path)/\(file)", shownAs: "\(shown)/\(file)", adapter: adapter))
      } catch {
        faults += error.errors
      }
    }
    guard stories.isEmpty, faults.isEmpty else { return (stories, faults) }
    let fix = "write \(shown)/\(Story.folderName)/….yaml: the story of the other adapters, as this product tells it"
    return ([], [Mismatch(diagnostic: Diagnostic("the folder doesn't tell the story", fix: fix))])
  }
}

extension Diagnostics {
  /// The errors among them.
  var errors: [Mismatch] { all.filter { $0.severity == .error }.map { Mismatch(diagnostic: $0) } }
}
