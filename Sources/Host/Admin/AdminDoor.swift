internal import Crypto
internal import Foundation
internal import JSON

/// Where a running host's admin listener is and what it asks of who calls: a 0600 file in the data directory.
public struct AdminDoor: Sendable, Hashable {
  /// `http://127.0.0.1:8081`.
  public var address: String
  /// What `Authorization: Bearer` must bear.
  public var credential: String
  /// The host's process.
  public var pid: Int32

  static let fileName = "admin.json"

  /// A door with a new credential.
  static func new(address: String) -> AdminDoor {
    AdminDoor(address: address, credential: "dgma_" + hex(randomBytes(32)), pid: getpid())
  }

  /// Reads the door of the host that runs on a data directory; nil when none left one, or the one that did is gone.
  public static func read(in directory: String) -> AdminDoor? {
    guard let data = FileManager.default.contents(atPath: directory + "/" + fileName),
      let json = try? JSON(parsing: Array(data)), let address = json["address"]?.string,
      let credential = json["credential"]?.string, let pid = json["pid"]?.integer.flatMap(Int32.init(exactly:)),
      kill(pid, 0) == 0 || errno == EPERM
    else { return nil }
    return AdminDoor(address: address, credential: credential, pid: pid)
  }

  /// Writes the file for the host's user alone, in one step.
  func write(in directory: String) throws {
    // A store elsewhere makes no directory here.
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let path = directory + "/" + Self.fileName
    let json: JSON = ["address": .string(address), "credential": .string(credential), "pid": JSON(Int(pid))]
    unlink(path + ".new")  // an old one keeps its mode, whatever is asked for
    let descriptor = open(path + ".new", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: Data(json.bytes))
    try handle.close()
    guard rename(path + ".new", path) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  }

  static func remove(in directory: String) { unlink(directory + "/" + fileName) }
}
