/// Why bytes are not a message frame.
public enum FrameError: Error, Hashable, Sendable, CustomStringConvertible {
  /// More than `Frame.limit` bytes.
  case tooLong(Int)
  /// The bytes end before the frame does, or go on after it.
  case length(expected: Int, found: Int)
  /// Another version of the format.
  case version(UInt8)
  /// A request where a response belongs, or something unknown.
  case kind(UInt8)
  /// A text that isn't UTF-8, or a body that isn't JSON.
  case content(String)

  /// What people read of it.
  public var description: String {
    switch self {
    case .tooLong(let count): "a frame of \(count) bytes is over the limit of \(Frame.limit)"
    case .length(let expected, let found): "a frame of \(expected) bytes was expected, \(found) came"
    case .version(let version): "a frame of version \(version) came, version \(Frame.version) is known"
    case .kind(let kind): "a frame of kind \(kind) came where another was expected"
    case .content(let message): "a frame holds what can't be read: \(message)"
    }
  }
}
