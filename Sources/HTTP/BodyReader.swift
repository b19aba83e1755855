import Foundation

/// Hands the body of an answer to the library piece by piece, as fast as the client takes it.
final class BodyReader {
  private var piece: [UInt8]
  private var position = 0
  private let next: (@Sendable () -> [UInt8]?)?
  private let connection: Connection?

  /// Reads `bytes`.
  init(_ bytes: [UInt8], for connection: Connection?) {
    piece = bytes
    next = nil
    self.connection = connection
  }

  /// Reads what `next` gives.
  init(_ next: @escaping @Sendable () -> [UInt8]?, for connection: Connection?) {
    piece = []
    self.next = next
    self.connection = connection
  }

  /// Copies the next bytes, at least one.
  ///
  /// - Returns: how many; nil at the end.
  func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
    connection?.enter(.sending(progress: .now))
    while position == piece.count {
      guard let more = next?() else { return nil }
      piece = more
      position = 0
    }
    let count = min(buffer.count, piece.count - position)
    buffer.copyBytes(from: piece[position..<position + count])
    position += count
    return count
  }
}
