internal import Foundation

/// What this process has in memory.
enum Memory {
  /// The resident pages, in megabytes; 0 where `/proc` doesn't tell.
  static var residentMegabytes: Double {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
      .split(separator: " ").dropFirst().first
    return Double(pages.flatMap { Int($0) } ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
  }
}
