import AdapterKit

/// A message that is read from a frame is written and read again as the same; a frame cut or lengthened is an error.
func checkFrame(_ bytes: [UInt8]) throws(Violation) {
  // Most inputs have no right length: as the fields of a frame they get beyond the head.
  for frame in [bytes, framed(bytes, kind: 1), framed(bytes, kind: 2)] {
    try checkRequest(frame)
    try checkResponse(frame)
  }
}

private func checkRequest(_ frame: [UInt8]) throws(Violation) {
  guard let request = try message(frame, Frame.request) else { return }
  let written = try reread("the request's frame") { try Frame.encode(request) }
  let again = try reread("the request") { try written.withUnsafeBufferPointer { try Frame.request($0) } }
  try hold(again == request, "\(request) is read as \(again)")
  try hold(try reread("the request's frame") { try Frame.encode(again) } == written, "\(request) has two frames")
  try checkLength(written, Frame.request)
}

private func checkResponse(_ frame: [UInt8]) throws(Violation) {
  guard let response = try message(frame, Frame.response) else { return }
  let written = try reread("the response's frame") { try Frame.encode(response) }
  let again = try reread("the response") { try written.withUnsafeBufferPointer { try Frame.response($0) } }
  try hold(again == response, "\(response) is read as \(again)")
  try hold(try reread("the response's frame") { try Frame.encode(again) } == written, "\(response) has two frames")
  try checkLength(written, Frame.response)
}

private typealias FrameReading<Message> = (UnsafeBufferPointer<UInt8>) throws(FrameError) -> Message

/// The message of a frame; nil for what is none, which must be said in words.
private func message<Message>(_ frame: [UInt8], _ read: FrameReading<Message>) throws(Violation) -> Message? {
  do { return try frame.withUnsafeBufferPointer { try read($0) } } catch {
    try hold((error as? FrameError)?.description.isEmpty == false, "\(error) says nothing")
    return nil
  }
}

private func checkLength<Message>(_ frame: [UInt8], _ read: FrameReading<Message>) throws(Violation) {
  try hold(try message(frame.dropLast(), read) == nil, "a frame without its last byte is read")
  try hold(try message(frame + [0], read) == nil, "a frame with a byte more is read")
}

private func message<Message>(_ frame: ArraySlice<UInt8>, _ read: FrameReading<Message>) throws(Violation) -> Message? {
  try message(Array(frame), read)
}

/// The bytes as the fields of a frame: its length, version and kind before them.
private func framed(_ fields: [UInt8], kind: UInt8) -> [UInt8] {
  let length = UInt32(truncatingIfNeeded: fields.count + 2)
  return (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + [Frame.version, kind] + fields
}
