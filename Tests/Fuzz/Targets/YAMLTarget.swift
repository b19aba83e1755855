import Diagnostics
import Foundation
import JSON
import YAML

private let file = "config/fuzz.yaml"

/// A file's values and diagnostics have their places inside the file, and every diagnostic can be shown.
func checkYAML(_ bytes: [UInt8]) throws(Violation) {
  guard let text = String(validating: bytes, as: UTF8.self) else { return try checkInvalid(bytes) }
  let places = TextPlaces(text)
  switch Result(catching: { () throws(Diagnostics) in try YAMLSource(file: file, text: text) }) {
  case .failure(let diagnostics): try checkDiagnostics(diagnostics, places)
  case .success(let source):
    guard let root = source.root else { return }
    try YAMLNodeCheck(source: source, places: places).check(root, within: 0...places.count, depth: 1)
    try checkJSON(root.json().bytes)
  }
}

/// What isn't UTF-8 comes in from a file only, and is refused with every place.
private func checkInvalid(_ bytes: [UInt8]) throws(Violation) {
  let place = FileManager.default.temporaryDirectory.appending(path: "dragoman-fuzz-\(getpid()).yaml")
  try reread("a file that was just written") { try Data(bytes).write(to: place) }
  defer { try? FileManager.default.removeItem(at: place) }
  switch Result(catching: { () throws(Diagnostics) in try YAMLSource.read(place.path, shownAs: file) }) {
  case .failure(let diagnostics):
    try checkDiagnostics(diagnostics, TextPlaces(String(decoding: bytes, as: UTF8.self)))
  case .success: throw Violation(description: "a file that isn't UTF-8 is taken")
  }
}

private func checkDiagnostics(_ diagnostics: Diagnostics, _ places: TextPlaces) throws(Violation) {
  try hold(diagnostics.hasErrors, "refused without an error")
  try hold(diagnostics.all.count <= 400, "\(diagnostics.all.count) diagnostics")
  for diagnostic in diagnostics.all { try check(diagnostic, places) }
}

private func check(_ diagnostic: Diagnostic, _ places: TextPlaces) throws(Violation) {
  guard let range = diagnostic.range else { throw Violation(description: "no place: \(diagnostic)") }
  try hold(range.file == file, "a place in another file: \(diagnostic)")
  try places.check(range)
  if let excerpt = diagnostic.excerpt {
    try hold(places.line(range.start.line).map { $0 == Array(excerpt.utf8) } == true, "not the line: \(diagnostic)")
  }
  let shown = diagnostic.rendered()
  let head = "\(file):\(range.start.line):\(range.start.column): error: "
  try hold(shown.hasPrefix(head) && !diagnostic.message.isEmpty, "not led by its place: \(shown)")
  let isPlain = shown.unicodeScalars.allSatisfy {
    $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
  }
  try hold(isPlain, "steers a terminal: \(shown)")
}
