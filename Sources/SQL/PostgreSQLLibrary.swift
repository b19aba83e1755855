import Foundation

/// The functions of libpq that are used, found at run time: nobody needs libpq to build, or to run on SQLite.
struct PostgreSQLLibrary: @unchecked Sendable {
  typealias Texts = UnsafePointer<UnsafePointer<CChar>?>
  typealias Numbers = UnsafePointer<Int32>
  typealias Prepare =
    @convention(c) (
      OpaquePointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?, Int32, UnsafePointer<UInt32>?
    ) -> OpaquePointer?
  typealias ExecutePrepared =
    @convention(c) (
      OpaquePointer?, UnsafePointer<CChar>?, Int32, Texts?, Numbers?, Numbers?, Int32
    ) -> OpaquePointer?
  typealias NoticeProcessor = @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?) -> Void

  let connect: @convention(c) (Texts?, Texts?, Int32) -> OpaquePointer?
  let finish: @convention(c) (OpaquePointer?) -> Void
  let connectionStatus: @convention(c) (OpaquePointer?) -> UInt32
  let transactionStatus: @convention(c) (OpaquePointer?) -> UInt32
  let serverVersion: @convention(c) (OpaquePointer?) -> Int32
  let errorMessage: @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
  let setNoticeProcessor:
    @convention(c) (OpaquePointer?, NoticeProcessor?, UnsafeMutableRawPointer?) -> NoticeProcessor?
  let execute: @convention(c) (OpaquePointer?, UnsafePointer<CChar>?) -> OpaquePointer?
  let prepare: Prepare
  let executePrepared: ExecutePrepared
  let resultStatus: @convention(c) (OpaquePointer?) -> UInt32
  let resultField: @convention(c) (OpaquePointer?, Int32) -> UnsafePointer<CChar>?
  let commandStatus: @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
  let changedRows: @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
  let rowCount: @convention(c) (OpaquePointer?) -> Int32
  let columnCount: @convention(c) (OpaquePointer?) -> Int32
  let columnType: @convention(c) (OpaquePointer?, Int32) -> UInt32
  let isNull: @convention(c) (OpaquePointer?, Int32, Int32) -> Int32
  let length: @convention(c) (OpaquePointer?, Int32, Int32) -> Int32
  let value: @convention(c) (OpaquePointer?, Int32, Int32) -> UnsafePointer<UInt8>?
  let clear: @convention(c) (OpaquePointer?) -> Void

  /// The library of this process, loaded once.
  static func loaded() throws(SQLError) -> PostgreSQLLibrary { try shared.get() }

  private static let shared: Result<PostgreSQLLibrary, SQLError> = Result { () throws(SQLError) in
    try PostgreSQLLibrary(LoadedLibrary(["libpq.so.5", "libpq.5.dylib", "/opt/homebrew/opt/libpq/lib/libpq.5.dylib"]))
  }

  private init(_ library: LoadedLibrary) throws(SQLError) {
    connect = try library.function("PQconnectdbParams")
    finish = try library.function("PQfinish")
    connectionStatus = try library.function("PQstatus")
    transactionStatus = try library.function("PQtransactionStatus")
    serverVersion = try library.function("PQserverVersion")
    errorMessage = try library.function("PQerrorMessage")
    setNoticeProcessor = try library.function("PQsetNoticeProcessor")
    execute = try library.function("PQexec")
    prepare = try library.function("PQprepare")
    executePrepared = try library.function("PQexecPrepared")
    resultStatus = try library.function("PQresultStatus")
    resultField = try library.function("PQresultErrorField")
    commandStatus = try library.function("PQcmdStatus")
    changedRows = try library.function("PQcmdTuples")
    rowCount = try library.function("PQntuples")
    columnCount = try library.function("PQnfields")
    columnType = try library.function("PQftype")
    isNull = try library.function("PQgetisnull")
    length = try library.function("PQgetlength")
    value = try library.function("PQgetvalue")
    clear = try library.function("PQclear")
  }
}

/// A library that was opened at run time and stays open.
private struct LoadedLibrary {
  private let handle: UnsafeMutableRawPointer

  init(_ names: [String]) throws(SQLError) {
    guard let handle = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
      throw SQLError(
        .other, code: "libpq",
        message: "libpq, the client library of PostgreSQL, can't be loaded: install libpq5 (Debian) or libpq (Homebrew)"
      )
    }
    self.handle = handle
  }

  /// A function by name; the caller's type must be its C signature.
  func function<Signature>(_ name: String) throws(SQLError) -> Signature {
    guard let address = dlsym(handle, name) else {
      throw SQLError(.other, code: "libpq", message: "libpq has no function \(name)")
    }
    return unsafeBitCast(address, to: Signature.self)
  }
}
