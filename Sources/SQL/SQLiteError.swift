import CSQLite
import Foundation

extension SQLError {
  /// The error that SQLite reports on `handle`.
  init(sqlite code: Int32, on handle: OpaquePointer?, statement: String = "") {
    let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
    let noSpace = handle.map { [ENOSPC, EDQUOT].contains(sqlite3_system_errno($0)) } ?? false
    self.init(
      Self.kind(of: code, noSpace: noSpace), code: "SQLite \(code)", message: message, statement: statement,
      isFailedSync: Self.failedSyncs.contains(code))
  }

  private static func kind(of code: Int32, noSpace: Bool) -> Kind {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_INTERRUPT: .busy
    case SQLITE_FULL: .full
    // Growing the shared index of the log on a full disk is reported as an I/O error.
    case SQLITE_IOERR where noSpace && !failedSyncs.contains(code): .full
    case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM: .io
    case SQLITE_CONSTRAINT: .constraint
    case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
    default: .other
    }
  }

  private static let failedSyncs: Set<Int32> = [
    SQLITE_IOERR | 4 << 8,  // SQLITE_IOERR_FSYNC: a macro with a shift, which Swift doesn't import
    SQLITE_IOERR | 5 << 8,  // SQLITE_IOERR_DIR_FSYNC
  ]
}
