import SCIM

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
