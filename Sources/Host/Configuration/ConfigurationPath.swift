import Foundation

/// A path twice: as it can be opened, and as people see it.
struct ConfigurationPath: Hashable, Sendable {
  /// What is given to the system; its `..` are left to the system, which follows links.
  var path: String
  /// The same without needless `.` and `..`.
  var shown: String

  init(_ path: String) {
    self.path = path
    self.shown = Self.tidied(path)
  }

  /// The folder that holds it.
  var folder: ConfigurationPath {
    guard let slash = path.lastIndex(of: "/") else { return ConfigurationPath(".") }
    return ConfigurationPath(slash == path.startIndex ? "/" : String(path[..<slash]))
  }

  /// The last component of what is shown.
  var name: String { shown.split(separator: "/").last.map(String.init) ?? shown }

  /// A path that a file inside this folder names.
  func appending(_ relative: String) -> ConfigurationPath {
    if relative.hasPrefix("/") || path == "." { return ConfigurationPath(relative) }
    return ConfigurationPath(path.hasSuffix("/") ? path + relative : path + "/" + relative)
  }

  /// One key for all spellings of one file.
  var identity: String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// The names inside the folder, sorted; empty if it can't be read.
  func contents() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// What stands at the path.
  var kind: FileKind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing(String(cString: strerror(errno))) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return access(path, R_OK) == 0 ? .file : .missing(String(cString: strerror(errno)))
    case S_IFDIR: return access(path, R_OK | X_OK) == 0 ? .folder : .missing(String(cString: strerror(errno)))
    default: return .other
    }
  }

  private static func tidied(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    let text = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + text : text.isEmpty ? "." : text
  }
}

/// What stands at a path.
enum FileKind: Hashable {
  /// A regular file that may be read.
  case file
  case folder
  /// A device, a pipe or a socket.
  case other
  /// Nothing that may be read, with the system's reason.
  case missing(String)

  /// Why it isn't the file that was asked for.
  var whyNotFile: String? {
    switch self {
    case .file: nil
    case .folder: "it is a folder"
    case .other: "it is not a regular file"
    case .missing(let reason): reason
    }
  }
}
