import AdapterTesting
import JSON
import Testing

/// A host on which bad input is tried: after each of it the host serves on, and nothing has changed.
struct BadInputHost {
  let host: EndpointHost
  let user: String
  let group: String
  private let before: [JSON]

  var client: EndpointClient { host.alpha }

  /// A host with a user, a group that has it as a member, and another provider's user.
  static func run(_ body: (BadInputHost) async throws -> Void) async throws {
    try await EndpointHost.run { host in
      _ = try await host.beta.user("beata")
      let user = try await host.alpha.user("anna", ["emails": [["value": "a@b.example", "type": "work"]]])
      let group = try await host.alpha.group("Staff", [["value": .string(user)]])
      try await body(BadInputHost(host: host, user: user, group: group, before: state(host)))
    }
  }

  private init(host: EndpointHost, user: String, group: String, before: [JSON]) {
    (self.host, self.user, self.group, self.before) = (host, user, group, before)
  }

  /// Directory, holds, resources with their versions, and what the trail tells but refusals.
  private static func state(_ host: EndpointHost) async throws -> [JSON] {
    var state: [JSON] = []
    for verb in ["users.list", "groups.list", "holds.list"] { state.append(try await host.perform(verb)) }
    for client in [host.alpha, host.beta] {
      let rows = try await client.send("POST", "/.search", .object([:]))
      state += [JSON(rows.status), rows.json]
    }
    for provider in ["alpha", "beta", "host"] {
      state += try await host.audit(provider).filter { $0["kind"] != "request.refused" }
    }
    return state
  }

  /// Sends a request, `USER` and `GROUP` standing for the ids that are there, and expects the answer and no change;
  /// one of several may leave it to the last to see that nothing changed.
  func expect(
    _ status: Int, _ scimType: String? = nil, _ method: String, _ path: String, _ body: [UInt8]? = nil,
    headers: [(name: String, value: String)] = [], token: String? = nil, _ name: String = "", isLast: Bool = true
  ) async throws {
    let path = path.replacing("USER", with: user).replacing("GROUP", with: group)
    let reply = try await client.send(method, path, bytes: body, headers: headers, token: token)
    let what =
      "\(method) \(path.prefix(80)) \(name): \(reply.status) \(String(decoding: reply.body.prefix(300), as: UTF8.self))"
    #expect(reply.status == status, "\(what)")
    if status >= 400, method != "HEAD" { #expect(reply.isSCIMError, "\(what)") }
    if let scimType { #expect(reply.json["scimType"]?.string == scimType, "\(what)") }
    if isLast { try await expectUnchanged(what) }
  }

  /// The host serves on, and what was there is there as it was.
  func expectUnchanged(_ what: String) async throws {
    let now = try await Self.state(host)
    #expect(now == before, "\(what)")
  }
}
