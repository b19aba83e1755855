import CMicroHTTPD
import Foundation
import Synchronization

/// TLS 1.2 and 1.3 with ephemeral keys and AES-GCM: what Entra ID asks for, and nothing older.
private let priorities = """
  NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA:-CIPHER-ALL:+AES-256-GCM:+AES-128-GCM:\
  -MAC-ALL:+AEAD:%SERVER_PRECEDENCE
  """

/// The library's polling threads, and the calls between them and the service.
final class Daemon: Sendable {
  private let handle: Mutex<UInt>
  private let context: UInt
  private let texts: [UInt]

  /// Starts the threads.
  init(_ service: Service, tls: (certificate: String, key: String)?, _ limits: HTTPLimits) throws(HTTPServerError) {
    let context = Unmanaged.passRetained(service).toOpaque()
    let texts = [tls?.key, tls?.certificate, tls == nil ? nil : priorities].map { $0.flatMap { strdup($0) } }
    var settings = dragoman_http_settings()
    settings.context = context
    settings.set(limits)
    settings.key = UnsafePointer(texts[0])
    settings.certificate = UnsafePointer(texts[1])
    settings.priorities = UnsafePointer(texts[2])
    settings.setCallbacks()
    let started = dragoman_http_start(&settings)
    guard let started else {
      let reason = String(cString: strerror(errno))
      texts.forEach { free($0) }
      Unmanaged<Service>.fromOpaque(context).release()
      throw tls == nil
        ? .start(reason: reason) : .tls(reason: "the certificate and the key are not PEM or do not belong together")
    }
    handle = Mutex(UInt(bitPattern: started))
    self.context = UInt(bitPattern: context)
    self.texts = texts.map { UInt(bitPattern: $0) }
  }

  /// Serves a socket from now on, or closes it and returns false.
  func serve(_ descriptor: Int32, from storage: sockaddr_storage, _ size: socklen_t) -> Bool {
    handle.withLock { handle in
      guard let daemon = OpaquePointer(bitPattern: handle) else {
        close(descriptor)
        return false
      }
      return withUnsafePointer(to: storage) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          MHD_add_connection(daemon, descriptor, $0, size) == .YES
        }
      }
    }
  }

  /// Ends the threads and closes every connection; none may be suspended. Blocks until it is done.
  func stop() {
    let taken = handle.withLock { handle in
      defer { handle = 0 }
      return handle
    }
    guard let daemon = OpaquePointer(bitPattern: taken) else { return }
    MHD_stop_daemon(daemon)
    for text in texts { free(UnsafeMutableRawPointer(bitPattern: text)) }
    if let context = UnsafeRawPointer(bitPattern: context) { Unmanaged<Service>.fromOpaque(context).release() }
  }
}

extension dragoman_http_settings {
  fileprivate mutating func set(_ limits: HTTPLimits) {
    let threads = max(2, min(64, limits.threads))
    // So that a head beyond our own limits is still read, and refused in the handler's words.
    memory = limits.target + limits.headers + (16 << 10)
    // The threads share what the acceptor lets through, but not evenly.
    connections = UInt32(clamping: (limits.connections + 64) * threads)
    idle_seconds = UInt32(clamping: max(1, limits.idle.components.seconds))
    self.threads = UInt32(threads)
  }
}
