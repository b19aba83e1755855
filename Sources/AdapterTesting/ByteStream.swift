/// What a request is written to and its answer read from: a socket, with or without TLS above it.
package protocol ByteStream {
  /// Writes all of it.
  func write(_ bytes: [UInt8]) throws(TransportError)
  /// Reads what is there, at least one byte; empty at the end.
  func read() throws(TransportError) -> [UInt8]
}
