public import Diagnostics
import Foundation

extension YAMLSource {
  /// Reads the file at `path`, shown to people as `shown`.
  /// - Throws: everything that was found; also a file that can't be read, isn't a regular file or isn't UTF-8.
  public static func read(_ path: String, shownAs shown: String) throws(Diagnostics) -> YAMLSource {
    let bytes: [UInt8]
    switch contents(of: path) {
    case .success(let read): bytes = read
    case .failure(let why):
      throw Diagnostics([Diagnostic("the file can't be read: \(why.reason)", at: .startOf(shown), fix: why.fix)])
    }
    guard bytes.count <= YAMLLimits.bytes else { throw Diagnostics([tooLarge(shown)]) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Diagnostics([Diagnostic("the file is UTF-16", at: .startOf(shown), fix: "save it as UTF-8")])
    }
    if let text = String(validating: bytes, as: UTF8.self) { return try YAMLSource(file: shown, text: text) }
    let (text, places) = repaired(bytes)
    let source = SourceText(file: shown, text: text)
    throw try findings(in: source, invalidAt: places)
  }

  private static func findings(in source: SourceText, invalidAt places: [Int]) throws(Diagnostics) -> Diagnostics {
    let found = places.prefix(YAMLLimits.findings).map { place in
      source.diagnostic(
        "the file isn't valid UTF-8 here", at: source.range(scalars: place, place + 1), fix: "save it as UTF-8")
    }
    _ = try YAMLSource(source, found: found)
    return Diagnostics(found)
  }
}

private struct Unreadable: Error {
  var reason: String
  var fix: String?
}

/// The bytes of a regular file, up to one more than is taken: a directory, pipe or device would never end.
private func contents(of path: String) -> Result<[UInt8], Unreadable> {
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { return .failure(lastError()) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { return .failure(lastError()) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    return .failure(Unreadable(reason: "it isn't a regular file", fix: "name a file with the text in it"))
  }
  return bytes(of: descriptor, atMost: YAMLLimits.bytes + 1)
}

private func bytes(of descriptor: Int32, atMost limit: Int) -> Result<[UInt8], Unreadable> {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while bytes.count < limit {
    let count = read(descriptor, &chunk, min(chunk.count, limit - bytes.count))
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { return .failure(lastError()) }
    guard count > 0 else { break }
    bytes.append(contentsOf: chunk.prefix(count))
  }
  return .success(bytes)
}

private func lastError() -> Unreadable {
  let code = errno
  return Unreadable(
    reason: String(cString: strerror(code)),
    fix: code == ENOENT ? "check the path" : code == EACCES ? "let the host's user read it" : nil)
}

/// The text with U+FFFD for what isn't UTF-8, and at which characters that is.
private func repaired(_ bytes: [UInt8]) -> (text: String, places: [Int]) {
  var (text, places, decoder, iterator, count) = ("", [Int](), UTF8(), bytes.makeIterator(), 0)
  while true {
    switch decoder.decode(&iterator) {
    case .scalarValue(let scalar): text.unicodeScalars.append(scalar)
    case .error:
      text.unicodeScalars.append("\u{FFFD}")
      places.append(count)
    case .emptyInput: return (text, places)
    }
    count += 1
  }
}
