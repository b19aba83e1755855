import CMicroHTTPD

/// The head of a request as the library hands it over, not yet judged.
struct ReceivedHead {
  /// The method, which may be anything without a space.
  let method: String
  /// The target as it was sent.
  let target: String
  /// `HTTP/1.1`, for example.
  let version: String
  /// The fields in order, values untrimmed at their end; one more than `most` at the most.
  let fields: [(name: String, value: String)]
  /// The bytes of the header section without the request line.
  let size: Int
  /// Whether the bytes are lines as they should be.
  let isSound: Bool

  /// Reads what the library parsed.
  init(
    _ connection: OpaquePointer, method: UnsafePointer<CChar>, target: String, version: UnsafePointer<CChar>, most: Int
  ) {
    self.method = String(cString: method)
    self.target = target
    self.version = String(cString: version)
    let whole = dragoman_http_head_size(connection)
    let line = self.method.utf8.count + target.utf8.count + self.version.utf8.count + 4
    size = max(0, whole - line)
    fields = Fields.read(connection, most: most)
    isSound = Self.isSound(method, whole, targetLength: target.utf8.count)
  }

  private static func isSound(_ start: UnsafePointer<CChar>, _ size: Int, targetLength: Int) -> Bool {
    guard dragoman_http_head_in_place() != 0 else { return true }
    return RawHead(UnsafeRawBufferPointer(start: start, count: size), targetLength: targetLength)?.isSound ?? false
  }
}

/// Gathers the fields that the library enumerates.
private final class Fields {
  private var found: [(name: String, value: String)] = []
  private let most: Int

  private init(most: Int) {
    self.most = most
  }

  static func read(_ connection: OpaquePointer, most: Int) -> [(name: String, value: String)] {
    let fields = Fields(most: most)
    _ = dragoman_http_fields(
      connection,
      { context, _, name, nameLength, value, valueLength in
        guard let context else { return .NO }
        let fields = Unmanaged<Fields>.fromOpaque(context).takeUnretainedValue()
        return fields.take(text(name, nameLength), text(value, valueLength)) ? .YES : .NO
      }, Unmanaged.passUnretained(fields).toOpaque())
    return fields.found
  }

  private func take(_ name: String, _ value: String) -> Bool {
    found.append((name, value))
    return found.count <= most
  }
}

private func text(_ start: UnsafePointer<CChar>?, _ length: Int) -> String {
  String(decoding: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : length), as: UTF8.self)
}
