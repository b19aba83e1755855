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
    do {
      try Self.makeFile(database, in: path)
    } catch {
      close(lock)
      throw error
    }
  }

  /// Lets another process have it.
  func release() { flock(lock, LOCK_UN) }

  deinit { close(lock) }

  private static func make(_ path: String) throws(StoreError) {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .failed("the data directory \(path) can't be made: \(error.localizedDescription)")
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
    let parent = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(parent) }
    guard fsync(parent) == 0 else { throw .failed("\(directory) can't be synced: \(String(cString: strerror(errno)))") }
  }
}
