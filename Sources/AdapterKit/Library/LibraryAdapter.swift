public import CAdapterABI
public import JSON

/// An adapter behind a library's table: frames go out, frames come back.
///
/// Opening the file, and checking who owns it, is the host's part; what the table itself must be is checked here.
public final class LibraryAdapter: AdapterLibrary, @unchecked Sendable {
  // Unchecked because of the instance's pointer: it is never changed, and the table's entries take any thread.
  let entries: TableEntries
  let instance: UnsafeMutableRawPointer?
  private let readsBodiesAlone: Bool

  /// What the library says of itself: name and version.
  public let manifest: JSON

  /// Checks a table: its size first, then version and stamp, before anything of it is called.
  /// - Throws: `TableMismatch`.
  public static func check(_ table: UnsafePointer<dragoman_adapter_table>?) throws(TableMismatch) {
    _ = try TableEntries(table)
  }

  /// Checks the table and makes an instance with a provider's options.
  /// - Throws: `TableMismatch`, or `AdapterOptionError` naming the option.
  public init(table: UnsafePointer<dragoman_adapter_table>?, options: AdapterOptions) throws {
    let entries = try TableEntries(table)
    instance = try entries.create(options)
    manifest = entries.manifest
    readsBodiesAlone = manifest[AdapterExport.readsBodiesAlone]?.bool ?? false
    self.entries = entries
  }

  /// The compiler and target that the library was built with; nil for one without Swift.
  public var stamp: String? { entries.stamp }
  /// Whether it has code for requests, and for answers.
  public var handles: (requests: Bool, answers: Bool) { entries.handles }

  deinit { entries.destroy(instance) }

  /// Whether the table has a function that renders.
  public var rendersAnswers: Bool { handles.answers }

  /// The library's reading of the request.
  /// - Throws: `AdapterFailure` with the library's text, or with what is wrong with its frame.
  public func normalize(_ request: AdapterRequest) throws(AdapterFailure) -> AdapterRequest {
    if readsBodiesAlone, request.body == nil { return request }
    let normalized = try entries.normalize(instance) { () throws(FrameError) in
      try Frame.encode(request)
    } read: { bytes throws(FrameError) in
      try Frame.request(bytes)
    }
    return normalized ?? request
  }

  /// The library's form of the answer.
  /// - Throws: `AdapterFailure` with the library's text, or with what is wrong with its frame.
  public func render(_ response: AdapterResponse, to request: AdapterRequest) throws(AdapterFailure) -> AdapterResponse
  {
    let rendered = try entries.render(instance) { () throws(FrameError) in
      try Frame.encode(response)
    } to: { () throws(FrameError) in
      try Frame.encode(request)
    } read: { bytes throws(FrameError) in
      try Frame.response(bytes)
    }
    return rendered ?? response
  }
}
