/// Why a library's table can't be used; nothing of the library was called but the function that returned it.
public enum TableMismatch: Error, Hashable, Sendable, CustomStringConvertible {
  /// The exported function returned null.
  case missing
  /// The table is shorter than the first version's.
  case size(found: Int, least: Int)
  /// The entries mean something else.
  case version(found: UInt32, known: UInt32)
  /// Another Swift compiler or target built it.
  case stamp(library: String, host: String)

  /// What people read of it, both stamps included.
  public var description: String {
    switch self {
    case .missing: "the library returned no adapter table"
    case .size(let found, let least): "the library's adapter table has \(found) bytes, at least \(least) are needed"
    case .version(let found, let known):
      "the library speaks version \(found) of the adapter table, this host version \(known)"
    case .stamp(let library, let host): "the library was built with \(library), this host with \(host)"
    }
  }
}
