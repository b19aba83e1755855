import Foundation
import SQL
import Store

/// An engine that the conformance suite runs on.
enum Engine: String, CaseIterable, Sendable, CustomStringConvertible {
  case sqlite
  case postgresql

  /// Those that are there.
  static let available = allCases.filter { $0 == .sqlite || PostgreSQLCluster.shared != nil }

  var description: String { rawValue }
}

/// Where one test keeps its store; removed with it.
final class Place {
  let location: StoreLocation
  /// The directory of a SQLite store.
  let directory: String?

  init(_ engine: Engine) throws {
    switch engine {
    case .sqlite:
      let directory = NSTemporaryDirectory() + "store-\(UUID().uuidString)"
      self.directory = directory
      location = .sqlite(directory: directory)
    case .postgresql:
      directory = nil
      location = .postgresql(try PostgreSQLCluster.shared?.makeDatabase() ?? "")
    }
  }

  deinit { if let directory { try? FileManager.default.removeItem(atPath: directory) } }

  /// Opens the store, with windows and limits of the test's own.
  func open(_ options: StoreOptions = StoreOptions(fatal: { _ in })) throws -> Store {
    try Store.open(location, options: options)
  }

  /// A connection beside the store, as somebody has who tampers with it.
  func connection() throws -> any SQLConnection {
    switch location {
    case .sqlite(let directory):
      try SQLiteConnection(path: directory + "/dragoman.sqlite", options: SQLiteOptions(role: .writer))
    case .postgresql(let address): try PostgreSQLConnection(address: address)
    }
  }
}
