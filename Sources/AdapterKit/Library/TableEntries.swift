import CAdapterABI
import JSON

/// The entries of a table that passed its checks, with the rules of ownership around each call.
struct TableEntries: @unchecked Sendable {
  // Unchecked because of its C pointers: the header demands that the entries may be called from any thread.
  private let table: dragoman_adapter_table

  init(_ pointer: UnsafePointer<dragoman_adapter_table>?) throws(TableMismatch) {
    guard let pointer else { throw .missing }
    let raw = UnsafeRawPointer(pointer)
    let size = Int(raw.load(as: UInt32.self))
    let least = MemoryLayout<dragoman_adapter_table>.size
    guard size >= least else { throw .size(found: size, least: least) }
    let version = raw.load(fromByteOffset: 4, as: UInt32.self)
    guard version == DRAGOMAN_ADAPTER_VERSION else { throw .version(found: version, known: DRAGOMAN_ADAPTER_VERSION) }
    table = pointer.pointee
    guard let stamp = table.stamp.map({ String(cString: $0) }), stamp != AdapterStamp.current else { return }
    throw .stamp(library: stamp, host: AdapterStamp.current)
  }

  var manifest: JSON {
    table.manifest.flatMap { try? JSON(parsing: String(cString: $0)) } ?? .object(JSONObject())
  }

  /// The compiler and target of the library; nil for one without Swift.
  var stamp: String? { table.stamp.map { String(cString: $0) } }
  /// Whether requests, and answers, are its business at all.
  var handles: (requests: Bool, answers: Bool) { (table.normalize != nil, table.render != nil) }

  func create(_ options: AdapterOptions) throws(AdapterOptionError) -> UnsafeMutableRawPointer? {
    guard let create = table.create else { return nil }
    let json = options.crossing
    var instance: UnsafeMutableRawPointer?
    var buffer = dragoman_buffer()
    let code = create(table.context, json, json.count, &instance, &buffer)
    defer { release(buffer) }
    guard code == DRAGOMAN_OK else { throw AdapterOptionError(crossing: Self.text(buffer)) }
    return instance
  }

  /// The library's request frame as `read` takes it; nil when the request stays as it is.
  func normalize<Value>(
    _ instance: UnsafeMutableRawPointer?, _ frame: () throws(FrameError) -> [UInt8],
    read: (UnsafeBufferPointer<UInt8>) throws(FrameError) -> Value
  ) throws(AdapterFailure) -> Value? {
    guard let normalize = table.normalize else { return nil }
    let bytes = try written(frame)
    return try outcome(read) { normalize(instance, bytes, bytes.count, &$0) }
  }

  /// The library's response frame as `read` takes it; nil when the answer stays as it is.
  func render<Value>(
    _ instance: UnsafeMutableRawPointer?, _ response: () throws(FrameError) -> [UInt8],
    to request: () throws(FrameError) -> [UInt8], read: (UnsafeBufferPointer<UInt8>) throws(FrameError) -> Value
  ) throws(AdapterFailure) -> Value? {
    guard let render = table.render else { return nil }
    let (answer, asked) = (try written(response), try written(request))
    return try outcome(read) { render(instance, answer, answer.count, asked, asked.count, &$0) }
  }

  func destroy(_ instance: UnsafeMutableRawPointer?) { table.destroy?(instance) }

  private func written(_ frame: () throws(FrameError) -> [UInt8]) throws(AdapterFailure) -> [UInt8] {
    do throws(FrameError) { return try frame() } catch { throw AdapterFailure(error.description) }
  }

  private func outcome<Value>(
    _ read: (UnsafeBufferPointer<UInt8>) throws(FrameError) -> Value, _ call: (inout dragoman_buffer) -> Int32
  ) throws(AdapterFailure) -> Value? {
    var buffer = dragoman_buffer()
    let code = call(&buffer)
    defer { release(buffer) }
    switch code {
    case DRAGOMAN_UNCHANGED: return nil
    case DRAGOMAN_OK:
      do throws(FrameError) { return try read(Self.view(buffer)) } catch { throw AdapterFailure(error.description) }
    default: throw AdapterFailure(Self.text(buffer))
    }
  }

  private func release(_ buffer: dragoman_buffer) {
    guard buffer.bytes != nil else { return }
    table.release?(buffer)
  }

  private static func view(_ buffer: dragoman_buffer) -> UnsafeBufferPointer<UInt8> {
    // A count beyond what memory can hold comes as a negative one.
    UnsafeBufferPointer(start: buffer.bytes, count: buffer.bytes == nil ? 0 : max(0, buffer.count))
  }

  private static func text(_ buffer: dragoman_buffer) -> String {
    String(decoding: view(buffer).prefix(4096), as: UTF8.self)
  }
}
