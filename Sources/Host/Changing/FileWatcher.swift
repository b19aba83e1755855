internal import Foundation
internal import Mapping
internal import YAML

/// Looks every second whether a file of the configuration changed, while it says `watch: true`; a change is applied
/// once the files have been quiet for as long.
final class FileWatcher: Sendable {
  private let task: Task<Void, Never>

  init(_ administration: Administration) {
    task = Task { [weak administration] in
      var applied: ConfigurationTraces?
      var last: ConfigurationTraces?
      while !Task.isCancelled, let watched = administration {
        let now = watched.configuration.watch ? ConfigurationTraces(of: watched.configuration) : nil
        if applied == nil || now == nil {
          applied = now
        } else if now != applied, now == last {
          applied = now
          await watched.reload(because: "watch")
        }
        last = now
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  func stop() async {
    task.cancel()
    await task.value
  }
}

/// What the file system tells of a configuration's files, those included that aren't named yet: all YAML files beside
/// those that are.
struct ConfigurationTraces: Hashable {
  private var traces: [String: [Int]] = [:]

  init(of configuration: HostConfiguration) {
    var folders = Set([ConfigurationPath(configuration.file).folder.path])
    for provider in configuration.providers {
      folders.insert(ConfigurationPath(provider.file).folder.path)
      folders.formUnion(provider.mapping.sources.map { ConfigurationPath($0.file).folder.path })
      folders.insert(provider.adapter.folder)
    }
    for folder in folders {
      for name in ConfigurationPath(folder).contents() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        traces[folder + "/" + name] = Self.trace(folder + "/" + name)
      }
    }
  }

  private static func trace(_ path: String) -> [Int] {
    var status = stat()
    guard stat(path, &status) == 0 else { return [] }
    #if canImport(Darwin)
      let modified = status.st_mtimespec
    #else
      let modified = status.st_mtim
    #endif
    return [Int(status.st_ino), Int(status.st_size), modified.tv_sec, modified.tv_nsec]
  }
}
