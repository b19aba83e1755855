internal import Directory
internal import JSON
internal import Provisioning
internal import Text

/// How far a provider's source records were judged again; kept in the store, so that a killed host goes on with it.
struct RemapProgress: Sendable, Hashable {
  enum State: String, Sendable, CaseIterable {
    /// What it would change is still to be looked at.
    case checking
    /// It would change more than may go unconfirmed: it waits for `dragoman apply --yes N`.
    case waiting
    case running
    case done
    /// The store failed; it is tried again.
    case failed
  }

  var provider: ProviderName
  /// The mapping, and the settings, under which the entries are brought.
  var mapping: String
  var settings: String
  var state: State
  var kind = EntryKind.user
  /// The last record that is done.
  var after: String?
  /// The last record that is to be done: those made later were made under the new mapping.
  var through: String?
  var done = 0
  var total: Int
  var counts: [String: Int] = [:]
  /// How many users it would deactivate or rename, once that was looked at.
  var toConfirm: Int?
  var since: Timestamp
  var by: String
  var requestID: String

  static func key(_ provider: ProviderName) -> String { "remap.\(provider)" }

  /// Whether it is for the same goal.
  func isFor(_ other: RemapProgress) -> Bool {
    mapping == other.mapping && settings == other.settings && since == other.since
  }

  mutating func begin(_ kind: EntryKind) {
    self.kind = kind
    (after, through) = (nil, nil)
  }

  mutating func count(_ differences: [EntryDifference]) {
    for mark in differences.flatMap(\.marks) { counts[mark.rawValue, default: 0] += 1 }
  }

  var json: JSON {
    var object: JSONObject = [
      "provider": .string(provider.description), "mapping": .string(mapping), "settings": .string(settings),
      "state": .string(state.rawValue), "kind": .string(kind.rawValue), "done": JSON(done), "total": JSON(total),
      "counts": .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key, JSON($0.value)) })),
      "since": .string(since.description), "by": .string(by), "request": .string(requestID),
    ]
    object["after"] = after.map(JSON.string)
    object["through"] = through.map(JSON.string)
    object["toConfirm"] = toConfirm.map { JSON($0) }
    return .object(object)
  }
}

extension RemapProgress {
  /// Reads what `json` wrote; nil for anything else.
  init?(stored text: String) {
    guard let json = try? JSON(parsing: text), let provider = json["provider"]?.string.flatMap(ProviderName.init),
      let mapping = json["mapping"]?.string, let settings = json["settings"]?.string,
      let state = json["state"]?.string.flatMap(State.init), let kind = json["kind"]?.string.flatMap(EntryKind.init),
      let since = json["since"]?.string.flatMap(Timestamp.init(dayOrInstant:))
    else { return nil }
    self.init(
      provider: provider, mapping: mapping, settings: settings, state: state, kind: kind,
      after: json["after"]?.string, through: json["through"]?.string, done: Int(json["done"]?.integer ?? 0),
      total: Int(json["total"]?.integer ?? 0),
      toConfirm: json["toConfirm"]?.integer.map { Int($0) }, since: since, by: json["by"]?.string ?? "host",
      requestID: json["request"]?.string ?? "")
    for (name, value) in json["counts"]?.object ?? [:] { counts[name] = Int(value.integer ?? 0) }
  }
}
