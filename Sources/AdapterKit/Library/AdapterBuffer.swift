import CAdapterABI

/// Fills the buffers that a library hands out.
enum AdapterBuffer {
  static func fill(_ bytes: [UInt8], into out: UnsafeMutablePointer<dragoman_buffer>?) -> Int32 {
    copy(bytes, into: out)
    return out == nil ? DRAGOMAN_ERROR : DRAGOMAN_OK
  }

  static func fail(_ reason: String, into out: UnsafeMutablePointer<dragoman_buffer>?) -> Int32 {
    copy(Array(reason.utf8), into: out)
    return DRAGOMAN_ERROR
  }

  private static func copy(_ bytes: [UInt8], into out: UnsafeMutablePointer<dragoman_buffer>?) {
    guard let out else { return }
    let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
    _ = memory.initialize(from: bytes)
    out.pointee = dragoman_buffer(bytes: memory.baseAddress, count: bytes.count)
  }
}
