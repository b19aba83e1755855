import Foundation

/// Where the repository is, from where this file stands in it.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  static let plugins = root + "/Plugins"
}
