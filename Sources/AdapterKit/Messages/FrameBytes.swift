extension Frame {
  /// Reads a request from bytes of one's own.
  /// - Throws: `FrameError` for anything but one whole request frame.
  public static func request(_ bytes: [UInt8]) throws(FrameError) -> AdapterRequest {
    try read(bytes) { buffer throws(FrameError) in try request(buffer) }
  }

  /// Reads a response from bytes of one's own.
  /// - Throws: `FrameError` for anything but one whole response frame.
  public static func response(_ bytes: [UInt8]) throws(FrameError) -> AdapterResponse {
    try read(bytes) { buffer throws(FrameError) in try response(buffer) }
  }

  static func read<Value>(
    _ bytes: [UInt8], _ work: (UnsafeBufferPointer<UInt8>) throws(FrameError) -> Value
  ) throws(FrameError) -> Value {
    var outcome: Result<Value, FrameError> = .failure(.length(expected: 6, found: bytes.count))
    bytes.withUnsafeBufferPointer { buffer in
      do throws(FrameError) { outcome = .success(try work(buffer)) } catch { outcome = .failure(error) }
    }
    return try outcome.get()
  }
}
