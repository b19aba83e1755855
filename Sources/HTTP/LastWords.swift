import CMicroHTTPD
import Foundation

/// The most of a body that is sent in last words.
private let mostBody = 16 << 10

extension HTTPResponse {
  /// Sends the answer past the library, which takes none between the first and the last byte of a body, and closes.
  ///
  /// Nothing else has been sent for this request, so it fits the socket's buffer; if not, the client gets a part.
  func sendAsLastWords(on handle: OpaquePointer, _ connection: Connection?) {
    guard let connection else { return }
    let message = lastWords
    if let session = dragoman_http_tls_session(handle) {
      sendEncrypted(message, session)
    } else {
      _ = send(connection.descriptor, message, message.count, sendAtOnce)
    }
  }

  private var lastWords: [UInt8] {
    let content = content
    let reason = MHD_get_reason_phrase_for(UInt32(clamping: status)).map { String(cString: $0) } ?? ""
    var text = "HTTP/1.1 \(status) \(reason)\r\nConnection: close\r\nContent-Length: \(content.count)\r\n"
    for (name, value) in soundHeaders {
      text += "\(name): \(value)\r\n"
    }
    return Array(text.utf8) + [0x0D, 0x0A] + content
  }

  private var content: [UInt8] {
    switch body {
    case .bytes(let bytes): Array(bytes.prefix(mostBody))
    case .stream(let next): Array((next() ?? []).prefix(mostBody))
    }
  }
}

/// GnuTLS is there whenever a session is, but only the library is linked with it.
private func sendEncrypted(_ message: [UInt8], _ session: UnsafeMutableRawPointer) {
  typealias Send = @convention(c) (UnsafeMutableRawPointer, UnsafeRawPointer, Int) -> Int
  guard let program = dlopen(nil, RTLD_LAZY), let symbol = dlsym(program, "gnutls_record_send") else { return }
  _ = unsafeBitCast(symbol, to: Send.self)(session, message, message.count)
}
