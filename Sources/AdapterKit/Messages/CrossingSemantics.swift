import SCIM
import Synchronization

extension WriteSemantics {
  /// Every choice by the name of its knob, for a frame.
  var pairs: [AdapterHeader] {
    Self.knobs.compactMap { knob in value(of: knob.name).map { AdapterHeader(knob.name, $0) } }
  }

  /// Reads the choices of a frame; one that isn't named is the RFC's.
  init(pairs: [AdapterHeader]) throws(FrameError) {
    self = .rfc
    for pair in pairs {
      guard set(pair.name, pair.value) else {
        throw .content("no write semantics '\(pair.name.prefix(40)): \(pair.value.prefix(40))'")
      }
    }
  }
}

/// The choices of the last frames and their bytes: every request of a provider bears the same.
enum KnownSemantics {
  struct Written: Sendable {
    let value: WriteSemantics
    let bytes: [UInt8]
  }

  private static let written = Mutex<Written?>(nil)
  private static let read = Mutex<Written?>(nil)

  /// The bytes of the choices.
  static func bytes(of value: WriteSemantics) -> [UInt8] {
    if let known = written.withLock({ $0 }), known.value == value { return known.bytes }
    var writer = FrameWriter()
    writer.headers(value.pairs)
    let new = Written(value: value, bytes: writer.bytes)
    written.withLock { $0 = new }
    return new.bytes
  }

  /// The choices read last, if `bytes` begin with theirs.
  static func start(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Written? {
    guard let known = read.withLock({ $0 }), bytes.starts(with: known.bytes) else { return nil }
    return known
  }

  /// Remembers what was read.
  static func remember(_ value: WriteSemantics, _ bytes: [UInt8]) {
    read.withLock { $0 = Written(value: value, bytes: bytes) }
  }
}
