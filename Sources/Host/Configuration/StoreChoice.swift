/// Which engine keeps the directory.
public enum StoreChoice: Hashable, Sendable {
  /// The embedded one: files in the data directory.
  case sqlite
  /// A PostgreSQL server, by its connection URL.
  case postgresql(String)
}
