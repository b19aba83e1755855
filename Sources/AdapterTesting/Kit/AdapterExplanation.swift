internal import AdapterKit
internal import Diagnostics
public import Host
public import JSON
internal import SCIM

/// What an adapter makes of one request: as it was sent, each deviation that fired, as RFC 7644 has it.
public struct AdapterExplanation: Sendable {
  /// One deviation that fired.
  public struct Step: Sendable {
    /// The deviation's name; `library` for the adapter's own code.
    public var name: String
    /// RFC section and facts: `RFC 7644 §3.5.2 · E-31 E-03`.
    public var grounds: String
    /// What it does.
    public var summary: String
    /// What it noted of this request.
    public var notes: [String]
  }

  /// The request as it was sent.
  public var sent: String
  /// The deviations that fired, in their order.
  public var steps: [Step]
  /// The request as RFC 7644 has it.
  public var normalized: String
  /// What the RFC leaves open or the dialect means otherwise: knob and value, then its meaning.
  public var semantics: [(choice: String, meaning: String)]

  /// Explains the request in a file's `text` to the adapter in `folder`, with the defaults of its options.
  /// - Throws: `Diagnostics` of the adapter or the file; `AdapterFailure` when its library fails.
  public init(folder: String, request text: String, shownAs shown: String) throws {
    let (loaded, diagnostics) = AdapterManifest.load(folder)
    guard let manifest = loaded else { throw diagnostics }
    let options = manifest.options.reduce(into: [:]) { $0[$1.name] = $1.defaultValue }
    let dialect = try AdapterDoor().open(manifest, options: options, schemas: [])
    try self.init(dialect, try RequestFile.read(text, shownAs: shown))
  }

  /// Explains a request that a host recorded, as the provider's adapter reads it now.
  /// - Throws: `Diagnostics` of the adapter; `AdapterFailure` when its library fails.
  public init(_ provider: ProviderConfiguration, recorded entry: JSON) throws {
    let sent = entry["sent"] ?? .null
    let request = AdapterRequest(
      method: sent["method"]?.string ?? "", path: sent["path"]?.string ?? "", query: sent["query"]?.string ?? "",
      headers: (sent["headers"]?.object ?? [:]).compactMap { header in
        header.value.string.map { AdapterHeader(header.key, $0) }
      }, body: sent["body"])
    try self.init(try provider.dialect(), request)
  }

  init(_ dialect: Dialect, _ request: AdapterRequest) throws {
    let steps = try dialect.steps(request)
    let normalized = steps.last?.request ?? request
    sent = request.message
    self.normalized = normalized.message
    self.steps = steps.map { step in
      let grounds = ([step.rfc] + [step.facts.joined(separator: " ")]).filter { !$0.isEmpty }
      return Step(
        name: step.name, grounds: grounds.joined(separator: " · "), summary: step.summary, notes: step.notes)
    }
    semantics = normalized.body == nil ? [] : Self.choices(dialect.semantics)
  }

  private static func choices(_ semantics: WriteSemantics) -> [(choice: String, meaning: String)] {
    Knobs.all.compactMap { knob in
      guard let value = semantics.value(of: knob.name), value != WriteSemantics.rfc.value(of: knob.name) else {
        return nil
      }
      return ("\(knob.name): \(value)", knob.meaning)
    }
  }

  /// The explanation as one JSON object.
  public var json: JSON {
    [
      "sent": .string(sent),
      "deviations": .array(
        steps.map { step in
          [
            "name": .string(step.name), "grounds": .string(step.grounds), "summary": .string(step.summary),
            "notes": .array(step.notes.map { .string($0) }),
          ]
        }), "normalized": .string(normalized), "semantics": .array(semantics.map { .string($0.choice) }),
    ]
  }
}

extension AdapterRequest {
  /// Request line and body, for people.
  var message: String {
    let line = query.isEmpty ? "\(method) \(path)" : "\(method) \(path)?\(query)"
    return body.map { "\(line)\n\($0.pretty())" } ?? line
  }
}
