import Foundation

/// A library's file, opened once and checked through its descriptor, so that nobody can swap it in between.
struct LibraryFile: ~Copyable {
  let identity: FileIdentity
  private let descriptor: Int32

  /// The number under which it is open.
  var number: Int32 { descriptor }

  /// Opens the file without following a link and checks what it is, whose, and who may change it.
  init(opening path: String) throws(LibraryFault) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ELOOP ? .symbolicLink(path) : .unreadable(path, reason: String(cString: strerror(errno)))
    }
    try self.init(inherited: descriptor, path: path)
  }

  /// Takes a file that is open already, and checks it likewise.
  init(inherited descriptor: Int32, path: String) throws(LibraryFault) {
    var status = stat()
    let known = fstat(descriptor, &status) == 0
    if let fault = known
      ? Self.fault(of: status, descriptor, path) : .unreadable(path, reason: String(cString: strerror(errno)))
    {
      close(descriptor)
      throw fault
    }
    self.identity = FileIdentity(status)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// The path by which the loader opens this very file.
  ///
  /// The descriptor stays open for as long as the process lives: the loader remembers libraries by this path, so
  /// another file under the same number would be taken for the one that is loaded already.
  consuming func keptOpen(as path: String) throws(LibraryFault) -> String {
    #if os(Linux)
      let descriptor = descriptor
      discard self
      return "/proc/self/fd/\(descriptor)"
    #else
      var status = stat()
      let same = lstat(path, &status) == 0 && FileIdentity(status) == identity
      discard self
      guard same else { throw .replaced(path) }
      return path
    #endif
  }

  private static func fault(of status: stat, _ descriptor: Int32, _ path: String) -> LibraryFault? {
    guard status.st_mode & S_IFMT == S_IFREG else { return .notRegular(path) }
    guard status.st_uid == 0 || status.st_uid == geteuid() else { return .owner(path, uid: status.st_uid) }
    let isShared = status.st_mode & S_IWGRP != 0 && !isPrivateGroup(status.st_gid, of: status.st_uid)
    guard status.st_mode & S_IWOTH == 0, !isShared else {
      return .writable(path, mode: UInt32(status.st_mode & 0o7777))
    }
    return LibraryFault(descriptor, size: UInt64(max(0, status.st_size)), path)
  }
}

/// Which file it is, and in which state.
struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let node: UInt64
  private let size: Int64
  private let changed: Int64
  private let changedFraction: Int64

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    node = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
    #if os(Linux)
      (changed, changedFraction) = (Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec))
    #else
      (changed, changedFraction) = (Int64(status.st_mtimespec.tv_sec), Int64(status.st_mtimespec.tv_nsec))
    #endif
  }

  /// The file at a path as it is now; nil if there is none.
  init?(of path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}
