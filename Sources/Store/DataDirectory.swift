import Foundation

/// The directory of a SQLite store: made private, locked by the one process that owns it.
final class DataDirectory: Sendable {
  /// The database's path.
  let database: String
  private let lock: Int32

  /// Makes it if it is missing and locks it.
  /// - Throws: `StoreError.locked` when another process, or this one, has it already.
  init(_ path: String) throws(StoreError) {
    try Self.make(path)
    lock = try Self.lock(path + "/lock")
    database = path + "/dragoman.sqlite"
    // With every property set, deinit lets go of the lock when this throws.
    try Self.makeFile(database, in: path)
  }

  /// Lets another process have it.
  func release() { flock(lock, LOCK_UN) }

  deinit { close(lock) }

  /// Makes the directory and whatever leads to it; the names are on disk too, or a power cut would take all with them.
  private static func make(_ path: String) throws(StoreError) {
    let missing = missingFolders(path)
    if !missing.isEmpty {
      do {
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        throw .failed("the data directory \(path) can't be made: \(error.localizedDescription)")
      }
    }
    // Also of a directory that was there: who made it may have been killed before this.
    for folder in missing + [path] { try syncIfReadable(URL(fileURLWithPath: folder).deletingLastPathComponent().path) }
  }

  /// The folders that lead to `path` and aren't there, `path` among them.
  private static func missingFolders(_ path: String) -> [String] {
    var missing: [String] = []
    var folder = URL(fileURLWithPath: path)
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path) {
      missing.append(folder.path)
      folder.deleteLastPathComponent()
    }
    return missing
  }

  private static func syncIfReadable(_ folder: String) throws(StoreError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw .failed("\(folder) can't be synced: \(String(cString: strerror(errno)))")
    }
  }

  private static func lock(_ path: String) throws(StoreError) -> Int32 {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .failed("\(path) can't be opened: \(String(cString: strerror(errno)))") }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let owner = owner(file)
      close(file)
      throw .locked(by: owner)
    }
    ftruncate(file, 0)
    let text = Array("\(getpid())\n".utf8)
    _ = pwrite(file, text, text.count, 0)
    return file
  }

  private static func owner(_ file: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 16)
    let count = pread(file, &buffer, buffer.count, 0)
    let digits = buffer.prefix(max(0, count)).prefix { $0 >= 0x30 && $0 <= 0x39 }
    return digits.isEmpty ? "another process" : "process \(String(decoding: digits, as: UTF8.self))"
  }

  /// Makes the database's file before SQLite does, so that only its owner may read it and the log beside it.
  private static func makeFile(_ path: String, in directory: String) throws(StoreError) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .failed("\(path) can't be opened: \(String(cString: strerror(errno)))") }
    fchmod(file, 0o600)
    close(file)
    try syncIfReadable(directory)
  }
}
