import CAdapterABI
import Foundation
import JSON
import Synchronization

/// A library that this process has loaded, for as long as it lives.
struct LoadedLibrary: @unchecked Sendable {
  // Unchecked because of the C pointer: adapter.h demands that a table never changes.
  let path: String
  let identity: FileIdentity
  /// What the exported function returned; the host calls it once.
  let table: UnsafePointer<dragoman_adapter_table>?
  /// Whether the function is exported at all.
  let exports: Bool

  /// The adapter that the table's manifest names; to be read once the table's size and version were checked.
  var adapterName: String? {
    guard let manifest = table?.pointee.manifest else { return nil }
    return (try? JSON(parsing: String(cString: manifest)))?["name"]?.string
  }

  /// Whether the file has changed since it was loaded.
  var isStale: Bool { FileIdentity(of: path) != identity }
}

/// The libraries of this process: none is ever loaded twice or unloaded, since Swift code can't be.
final class LoadedLibraries: Sendable {
  static let shared = LoadedLibraries()

  private let libraries = Mutex<[String: LoadedLibrary]>([:])
  private let isolated = Mutex<[String: FileIdentity]>([:])

  /// The library at `path`; its file is checked each time, and loaded the first time.
  func library(at path: String) throws(LibraryFault) -> LoadedLibrary {
    let file = try LibraryFile(opening: path)
    if let known = libraries.withLock({ $0[path] }) { return known }
    let loaded = try Self.load(file, path)
    return libraries.withLock { libraries in
      let first = libraries[path] ?? loaded
      libraries[path] = first
      return first
    }
  }

  /// The library at `path`, if it was loaded here.
  func loaded(_ path: String) -> LoadedLibrary? { libraries.withLock { $0[path] } }

  /// Opens the library at `path` for child processes: nothing of it runs in this one.
  func isolated(at path: String) throws(LibraryFault) -> LibraryFile {
    let file = try LibraryFile(opening: path)
    let identity = file.identity
    isolated.withLock { $0[path] = identity }
    return file
  }

  /// Whether the file at `path` has changed since it was loaded, here or by child processes.
  func isStale(_ path: String) -> Bool {
    let known = libraries.withLock { $0[path]?.identity } ?? isolated.withLock { $0[path] }
    return known.map { FileIdentity(of: path) != $0 } ?? false
  }

  /// Loads a checked file.
  static func load(_ file: consuming LibraryFile, _ path: String) throws(LibraryFault) -> LoadedLibrary {
    let identity = file.identity
    guard let handle = dlopen(try file.keptOpen(as: path), RTLD_NOW | RTLD_LOCAL) else {
      throw .notLoadable(path, reason: dlerror().map { String(cString: $0) } ?? "no reason given")
    }
    guard let symbol = dlsym(handle, DRAGOMAN_ADAPTER_SYMBOL) else {
      return LoadedLibrary(path: path, identity: identity, table: nil, exports: false)
    }
    let function = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafePointer<dragoman_adapter_table>?).self)
    return LoadedLibrary(path: path, identity: identity, table: function(), exports: true)
  }
}
