#if os(Linux)
  import Foundation

  /// What the kernel says of the processes of this machine.
  enum ProcessTable {
    /// The children of a process that live.
    static func children(of parent: Int32) -> [Int32] {
      all.filter { stat($0, 1) == "\(parent)" && stat($0, 0) != "Z" }.sorted()
    }

    /// How many children of a process have ended and were not taken.
    static func zombies(of parent: Int32) -> Int {
      all.count { stat($0, 1) == "\(parent)" && stat($0, 0) == "Z" }
    }

    /// Whether a process lives.
    static func lives(_ pid: Int32) -> Bool { !["", "Z", "X"].contains(stat(pid, 0)) }

    static func group(of pid: Int32) -> String { stat(pid, 2) }

    /// The descriptors that a process has open.
    static func descriptors(_ pid: Int32) -> Set<Int> {
      Set(((try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd")) ?? []).compactMap { Int($0) })
    }

    /// A file of the kernel's about a process; words that end with NUL come apart.
    static func words(_ pid: Int32, _ file: String) -> [String] {
      let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/\(file)") ?? Data()
      return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    private static var all: [Int32] {
      ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
    }

    /// A field after the name, which may hold anything: state, parent, group …
    private static func stat(_ pid: Int32, _ field: Int) -> String {
      let text = words(pid, "stat").first ?? ""
      guard let end = text.lastIndex(of: ")") else { return "" }
      let fields = text[text.index(after: end)...].split(separator: " ")
      return fields.count > field ? String(fields[field]) : ""
    }
  }
#endif
