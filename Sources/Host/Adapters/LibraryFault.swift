import AdapterKit
import CAdapterABI
import Foundation

/// Why an adapter's library can't be used.
enum LibraryFault: Error, Hashable {
  case missing(searched: [String])
  case unreadable(String, reason: String)
  case symbolicLink(String)
  case notRegular(String)
  case owner(String, uid: UInt32)
  case writable(String, mode: UInt32)
  case replaced(String)
  case foreign(String, made: String, here: String)
  case truncated(String, size: UInt64)
  case notLoadable(String, reason: String)
  case noSymbol(String)
  case table(String, TableMismatch)
  case otherAdapter(String, name: String)
  case stale(String)

  /// One sentence for the administrator.
  var message: String {
    switch self {
    case .missing(let searched):
      "the adapter's library was not found at \(searched.map { "'\(tidy($0))'" }.joined(separator: " or "))"
    case .unreadable(let path, let reason): "the adapter's library '\(tidy(path))' can't be opened: \(reason)"
    case .symbolicLink(let path): "the adapter's library '\(tidy(path))' is a symbolic link"
    case .notRegular(let path): "the adapter's library '\(tidy(path))' is not a regular file"
    case .owner(let path, let uid):
      "the adapter's library '\(tidy(path))' is owned by \(userName(uid)), not by root or by \(userName(geteuid()))"
    case .writable(let path, let mode):
      "others than its owner may change the adapter's library '\(tidy(path))' (mode 0\(String(mode, radix: 8)))"
    case .replaced(let path): "the adapter's library '\(tidy(path))' was replaced while it was being loaded"
    case .foreign(let path, let made, let here):
      "the adapter's library '\(tidy(path))' was built for \(made), and this host runs on \(here)"
    case .truncated(let path, let size):
      "the adapter's library '\(tidy(path))' is cut short: its header says that \(size) bytes can't be all of it"
    case .notLoadable(let path, let reason): "the adapter's library '\(tidy(path))' can't be loaded: \(reason)"
    case .noSymbol(let path): "the adapter's library '\(tidy(path))' doesn't export '\(DRAGOMAN_ADAPTER_SYMBOL)'"
    case .table(let path, let mismatch): "the adapter's library '\(tidy(path))' doesn't fit this host: \(mismatch)"
    case .otherAdapter(let path, let name): "the adapter's library '\(tidy(path))' is that of the adapter '\(name)'"
    case .stale(let path): "the adapter's library '\(tidy(path))' was changed after this host loaded it"
    }
  }

  /// What to do about it; `rebuild` is the command that builds the library.
  func fix(rebuild: String) -> String {
    switch self {
    case .missing, .noSymbol, .table, .otherAdapter, .foreign, .truncated, .notLoadable: "build it: \(rebuild)"
    case .unreadable(let path, _): "let the host's user read it: chmod u+r \(tidy(path))"
    case .symbolicLink(let path): "put the file itself in its place: \(tidy(path))"
    case .notRegular: "put the built library there: \(rebuild)"
    case .owner(let path, _): "if you trust it: chown \(userName(geteuid())) \(tidy(path))"
    case .writable(let path, _): "if you trust it: chmod go-w \(tidy(path))"
    case .replaced, .stale: "restart the host"
    }
  }
}

/// A path as people read it.
private func tidy(_ path: String) -> String { ConfigurationPath(path).shown }

/// A user's name, or the number of one that has none.
private func userName(_ uid: UInt32) -> String {
  var buffer = [CChar](repeating: 0, count: 4096)
  var entry = passwd()
  var found: UnsafeMutablePointer<passwd>?
  guard getpwuid_r(uid, &entry, &buffer, buffer.count, &found) == 0, let name = found?.pointee.pw_name else {
    return "user \(uid)"
  }
  return String(cString: name)
}
