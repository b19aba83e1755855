/// How the code of an adapter fares that runs in processes of its own.
public struct LibraryState: Hashable, Sendable {
  /// Why none of its processes can be started; nil while it can serve.
  public var fault: String?
  /// How long nobody need ask, in seconds, before a start is tried again; nil when one may be tried.
  public var pause: Int?
  /// How many of its processes ended and had to be started anew.
  public var restarts: Int

  /// A state.
  public init(fault: String? = nil, pause: Int? = nil, restarts: Int = 0) {
    (self.fault, self.pause, self.restarts) = (fault, pause, restarts)
  }
}

extension AdapterLibrary {
  /// Code that runs in this very process: there is nothing to tell.
  public var state: LibraryState? { nil }
  /// Code that runs in this very process answers at once.
  public var mayWait: Bool { false }
}

extension Dialect {
  /// How the adapter's processes fare; nil where it has none.
  public var state: LibraryState? { library?.state }
  /// Whether reading and rendering may have to wait for another process.
  public var mayWait: Bool { library?.mayWait ?? false }
}
