/// How the code of an adapter fares that runs in processes of its own.
public struct LibraryState: Hashable, Sendable {
  /// Why it can't serve: none of its processes starts, or one after the other ends; nil while it can.
  public var fault: String?
  /// How many seconds pass before another process is started; nil when nothing has to wait.
  public var pause: Int?
  /// How many of its processes ended and were replaced, by what ended them: `ended`, `late`, `malformed`.
  public var restarts: [String: Int]
  /// What became of the last one that ended.
  public var lastEnd: String?
  /// The compiler and target that the library was built with; nil for one without Swift.
  public var stamp: String?

  /// A state.
  public init(
    fault: String? = nil, pause: Int? = nil, restarts: [String: Int] = [:], lastEnd: String? = nil,
    stamp: String? = nil
  ) {
    (self.fault, self.pause, self.restarts) = (fault, pause, restarts)
    (self.lastEnd, self.stamp) = (lastEnd, stamp)
  }
}

extension AdapterLibrary {
  /// Code that runs in this very process: there is nothing to tell.
  public var state: LibraryState? { nil }
  /// Code that runs in this very process answers at once.
  public var callsAtOnce: Int? { nil }
}

extension Dialect {
  /// How the adapter's processes fare; nil where it has none.
  public var state: LibraryState? { library?.state }
  /// How many messages are worked on at once where each may have to wait for another process; nil where none waits.
  public var callsAtOnce: Int? { library?.callsAtOnce }
}
