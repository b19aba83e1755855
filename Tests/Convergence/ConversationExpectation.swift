import AdapterTesting
import JSON
import Testing

/// What a conversation says of an answer.
struct ConversationExpectation: Sendable {
  private var statuses: [Int64]
  private let subset: JSON?
  private let counts: [(pointer: JSONPointer, count: Int64)]
  private let absent: [JSONPointer]
  private let captures: [(name: String, member: String)]

  /// Reads the members that say it; without a status it is 200.
  init(_ json: JSONObject) throws {
    let status = json["status"] ?? 200
    statuses = try (status.array ?? [status]).map { try #require($0.integer) }
    subset = json["bodySubset"]
    counts = try (json["count"]?.object ?? [:]).map {
      (try #require(JSONPointer(parsing: $0)), try #require($1.integer))
    }
    absent = try (json["absent"]?.array ?? []).map { try #require($0.string.flatMap(JSONPointer.init(parsing:))) }
    captures = try (json["capture"]?.object ?? [:]).map { ($0, try #require($1.string)) }
  }

  /// Takes no other of several statuses any more.
  mutating func narrow(to status: Int64?) {
    guard let status, statuses.count > 1 else { return }
    statuses.removeAll { $0 != status }
  }

  /// Everything in which the answer is otherwise; keeps what is to be captured.
  func differences(_ reply: ExchangeReply, _ known: inout Placeholders) throws -> [String] {
    let text = String(decoding: reply.body, as: UTF8.self)
    guard statuses.contains(Int64(reply.status)) else { return ["\(reply.status), not \(statuses): \(text)"] }
    let json = reply.body.isEmpty ? .null : try JSON(parsing: reply.body)
    var wrong: [String] = []
    if let subset, let found = SubsetMatcher.difference(expected: try known.fill(subset), got: json) {
      wrong.append("\(found.pointer) isn't \(found.expected): \(text)")
    }
    for (pointer, count) in counts where Int64(pointer.value(in: json)?.array?.count ?? 0) != count {
      wrong.append("\(pointer) doesn't have \(count) elements: \(text)")
    }
    for pointer in absent where pointer.value(in: json) != nil { wrong.append("\(pointer) is there: \(text)") }
    for (name, member) in captures {
      known[name] = json[member]
      if json[member] == nil { wrong.append("there is no \(member) to be {{\(name)}}: \(text)") }
    }
    return wrong
  }
}
