import Foundation
import SQL

/// A PostgreSQL server of the tests' own: a temporary directory, a free port on loopback, ended with the tests.
final class PostgreSQLCluster: Sendable {
  let port: Int
  // Its other end is closed when the tests end, however they do; the script then ends the server by its own pid.
  private let lifeline: Pipe

  /// The server of this run; nil, with a message, where PostgreSQL isn't installed.
  static let shared: PostgreSQLCluster? = {
    do {
      return try PostgreSQLCluster()
    } catch {
      print("SKIPPED: the PostgreSQL part of the tests: \(error)")
      return nil
    }
  }()

  private init() throws {
    guard let programs = Self.programs else { throw SQLError(.other, code: "test", message: "it isn't installed") }
    port = try Self.freePort()
    lifeline = Pipe()
    let process = Process()
    let isRoot = getuid() == 0
    process.executableURL = URL(filePath: isRoot ? "/usr/bin/setpriv" : "/bin/sh")
    let shell = ["-c", Self.script, "sh", programs, String(port)]
    process.arguments =
      isRoot ? ["--reuid=postgres", "--regid=postgres", "--clear-groups", "/bin/sh"] + shell : shell
    process.currentDirectoryURL = URL(filePath: "/")
    process.standardInput = lifeline
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try waitUntilReady()
  }

  // TERM for a server that is still starting, since a shell starts what runs beside it deaf to INT and QUIT; then
  // QUIT, since nothing of it is worth a checkpoint.
  private static let script = """
    directory=$(mktemp -d /tmp/store-tests.XXXXXX) || exit 1
    "$1"/initdb -D "$directory/data" -U postgres -A trust -E UTF8 --no-locale --no-sync || exit 1
    "$1"/postgres -D "$directory/data" -h 127.0.0.1 -p "$2" -k "$directory" -c shared_buffers=32MB -c max_connections=400 &
    server=$!
    read -r _
    kill -TERM $server
    kill -QUIT $server
    wait $server
    rm -rf "$directory"
    """

  private static var programs: String? {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "\(root)/\($0)/bin" }.first {
      FileManager.default.isExecutableFile(atPath: $0 + "/initdb")
    }
  }

  private static func freePort() throws -> Int {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(handle) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(handle, $0, length) == 0 && getsockname(handle, $0, &length) == 0
      }
    }
    guard bound else { throw SQLError(.other, code: "test", message: "no port is free") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private func waitUntilReady() throws {
    for _ in 0..<150 {
      if (try? PostgreSQLConnection(address: address(of: "postgres"))) != nil { return }
      Thread.sleep(forTimeInterval: 0.2)
    }
    throw SQLError(.other, code: "test", message: "it didn't start")
  }

  func address(of database: String) -> String { "host=127.0.0.1 port=\(port) user=postgres dbname=\(database)" }

  /// A new, empty database.
  func makeDatabase() throws -> String {
    let name = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
    let connection = try PostgreSQLConnection(address: address(of: "postgres"))
    try connection.execute("CREATE DATABASE \(name)")
    return address(of: name)
  }
}
