import AdapterKit
import Diagnostics
import Foundation
import JSON

/// One request that went out, what came back, and what the endpoint then shows of the resource; read once.
struct PlayedMessage: Sendable {
  let method: String
  /// Path and query as they were sent, after the endpoint.
  let target: String
  let headers: [(name: String, value: String)]
  let reply: ExchangeReply
  /// The content as JSON; nil when there is none, or it isn't JSON.
  let json: JSON?
  /// The request as an adapter sees it.
  let request: AdapterRequest
  /// The answer as an adapter sees it.
  let response: AdapterResponse
  /// The resource as a GET shows it right after a write that succeeded.
  var stored: JSON?

  init(
    _ method: String, _ target: String, headers: [(name: String, value: String)], body: [UInt8]?, reply: ExchangeReply
  ) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    (self.method, self.target, self.headers, self.reply) = (method, target, headers, reply)
    json = body.flatMap { try? JSON(parsing: $0) }
    request = AdapterRequest(
      method: method, path: String(parts[0]), query: parts.count > 1 ? String(parts[1]) : "",
      headers: headers.map { AdapterHeader($0.name, $0.value) }, body: json)
    response = AdapterResponse(
      status: reply.status, headers: reply.headers.map { AdapterHeader($0.name, $0.value) },
      body: try? JSON(parsing: reply.body))
  }

  /// Messages of one shape show nothing new after a few: a thousand users are created like the first.
  static let enough = 25

  /// Method, collection and the names in the body.
  var shape: String {
    let names = (json?.leaves ?? []).prefix(60).map { $0.names.joined(separator: ".") }
    return ([method, String(target.split(separator: "/").first ?? "")] + names).joined(separator: " ")
  }

  /// Everything that the request says, as one text in lower case: where a value must come from.
  var text: String {
    let decoded = target.replacing("+", with: " ")
    let values = (json?.leaves ?? []).flatMap { $0.names + [$0.text] }
    return ([target, decoded.removingPercentEncoding ?? decoded] + values).joined(separator: "\n").lowercased()
  }

  /// How people read it.
  var title: String { "\(method) \(target)" }

  /// Whether it changed a resource, or made one.
  var isWrite: Bool { ["POST", "PUT", "PATCH"].contains(method) && (200...201).contains(reply.status) || isQuietPatch }

  private var isQuietPatch: Bool { method == "PATCH" && reply.status == 204 }
}

/// A value within a JSON value, with the names that lead to it.
struct JSONLeaf: Sendable {
  var names: [String]
  var value: JSON

  /// A text as it is, anything else as JSON.
  var text: String { value.string ?? value.description }
}

extension JSON {
  /// Every value in it that says something: no nulls, no empty texts.
  var leaves: [JSONLeaf] {
    switch self {
    case .null, .string(""): []
    case .array(let elements): elements.flatMap(\.leaves)
    case .object(let members):
      members.flatMap { member in
        member.value.leaves.map { JSONLeaf(names: [member.key] + $0.names, value: $0.value) }
      }
    default: [JSONLeaf(names: [], value: self)]
    }
  }
}
