internal import AdapterKit
public import Host

/// One thing in which an adapter departs from the RFC, so that it can be turned off: does anything need it?
public struct AdapterDeviation: Hashable, Sendable {
  /// What kind of thing it is.
  enum Kind: Hashable {
    /// The adapter's own code.
    case library
    /// A knob or a lenient form, and its value when it is off.
    case choice(off: String)
  }

  /// The knob's or form's name, or `library`.
  public var name: String
  /// As people read it: `putMissing: keep`.
  public var title: String
  let kind: Kind

  /// The knob or lenient form of that name, with the value that an adapter chose for it; nil when there is none.
  public init?(_ name: String, in manifest: AdapterManifest) {
    guard name != Self.library.name else {
      self = Self.library
      return
    }
    guard let knob = Knobs.named(name) else { return nil }
    let value = manifest.deviations[name] ?? (manifest.strict ? knob.strict : knob.standard)
    // Off is what the RFC has; where that is what the adapter chose, what holds without a choice; else any other.
    let others = [knob.strict, knob.standard] + knob.values
    guard let off = others.first(where: { $0 != value }) else { return nil }
    (self.name, title, kind) = (name, "\(name): \(value)", .choice(off: off))
  }

  private init(name: String, title: String, kind: Kind) {
    (self.name, self.title, self.kind) = (name, title, kind)
  }

  /// The code of an adapter's library.
  static let library = AdapterDeviation(name: "library", title: "library", kind: .library)

  /// What an adapter's manifest chooses: its library, and every line under `deviations:`.
  public static func chosen(by manifest: AdapterManifest) -> [AdapterDeviation] {
    (manifest.library == nil ? [] : [library])
      + manifest.deviations.keys.sorted().compactMap { AdapterDeviation($0, in: manifest) }
  }

  /// The lenient forms that are on for an adapter without its saying so.
  static func forms(of manifest: AdapterManifest) -> [AdapterDeviation] {
    guard !manifest.strict else { return [] }
    return LenientForms.all.map(\.name).filter { manifest.deviations[$0] == nil }
      .compactMap { AdapterDeviation($0, in: manifest) }
  }

  /// Turns it off for a provider.
  public func turnOff(_ provider: inout ProviderConfiguration) {
    switch kind {
    case .library: provider.adapter.library = nil
    case .choice(let off): provider.adapter.deviations[name] = off
    }
  }

  /// Whether a run with these options says nothing about it: they set it themselves.
  func isSet(by options: [String], of manifest: AdapterManifest) -> Bool {
    options.contains { option in
      option == name || manifest.options.contains { $0.name == option && $0.knob == name }
    }
  }
}
