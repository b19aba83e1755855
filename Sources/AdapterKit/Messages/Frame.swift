import SCIM

/// The bytes that carry one message across the line between host and library; `Plugins/README.md` documents them.
///
///     frame    = length:u32 version:u8 kind:u8 fields        length counts what follows it
///     request  = method path query headers semantics notes body        kind 1
///     response = status:u32 headers notes body                         kind 2
///     headers, semantics = count:u32 (name value)*      notes = count:u32 text*
///     body     = 0:u8 | 1:u8 text                        text = length:u32 UTF-8
///
/// Numbers are little-endian. Reading is bounded and total: bad bytes are a `FrameError`, never a trap.
public enum Frame {
  /// The format's version.
  public static let version: UInt8 = 1
  /// The longest frame, its own length field included.
  public static let limit = 32 << 20

  static let request: UInt8 = 1
  static let response: UInt8 = 2

  /// The bytes of a request.
  /// - Throws: `FrameError.tooLong`.
  public static func encode(_ request: AdapterRequest) throws(FrameError) -> [UInt8] {
    var writer = FrameWriter(kind: Self.request)
    writer.text(request.method)
    writer.text(request.path)
    writer.text(request.query)
    writer.headers(request.headers)
    writer.semantics(request.semantics)
    writer.texts(request.notes)
    writer.body(request.body)
    return try writer.finished()
  }

  /// The bytes of a response.
  /// - Throws: `FrameError.tooLong`.
  public static func encode(_ response: AdapterResponse) throws(FrameError) -> [UInt8] {
    var writer = FrameWriter(kind: Self.response)
    writer.number(UInt32(clamping: response.status))
    writer.headers(response.headers)
    writer.texts(response.notes)
    writer.body(response.body)
    return try writer.finished()
  }

  /// Reads a request.
  /// - Throws: `FrameError` for anything but one whole request frame.
  public static func request(_ bytes: UnsafeBufferPointer<UInt8>) throws(FrameError) -> AdapterRequest {
    var reader = try FrameReader(bytes, kind: Self.request)
    var request = AdapterRequest(method: try reader.text(), path: try reader.text(), query: try reader.text())
    request.headers = try reader.headers()
    request.semantics = try reader.semantics()
    request.notes = try reader.texts()
    request.body = try reader.body()
    try reader.end()
    return request
  }

  /// Reads a response.
  /// - Throws: `FrameError` for anything but one whole response frame.
  public static func response(_ bytes: UnsafeBufferPointer<UInt8>) throws(FrameError) -> AdapterResponse {
    var reader = try FrameReader(bytes, kind: Self.response)
    var response = AdapterResponse(status: Int(try reader.number()))
    response.headers = try reader.headers()
    response.notes = try reader.texts()
    response.body = try reader.body()
    try reader.end()
    return response
  }
}
