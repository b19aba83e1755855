internal import AdapterTesting
internal import Foundation
internal import JSON

/// What adding one member costs in a large group and in an empty one.
struct Memberships {
  private let ground: Ground
  private let options: BenchOptions

  init(_ ground: Ground, _ options: BenchOptions) {
    self.ground = ground
    self.options = options
  }

  func figures() async throws -> [Figure] {
    let large = try await group("Everybody")
    let empty = try await group("Nobody")
    try await fill(large)
    let rounds = 5
    var (inLarge, inEmpty) = (0.0, 0.0)
    // Turn by turn, so that both see the same machine.
    for round in 0..<rounds {
      inEmpty += try await seconds(empty, round)
      inLarge += try await seconds(large, round)
    }
    return [
      Figure(
        name: "adding one member to a group of \(options.users) ÷ to an empty group (time)", value: inLarge / inEmpty,
        aim: .atMost(1.5), parts: [("large ms", inLarge * 1000 / 500), ("empty ms", inEmpty * 1000 / 500)])
    ]
  }

  private func group(_ name: String) async throws -> String {
    let transport = try SocketTransport(base: ground.fresh.base)
    let body = #"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"\#(name)"}"#
    let reply = try await transport.send(
      "POST", "/Groups",
      headers: [("Authorization", "Bearer \(ground.fresh.token)"), ("Content-Type", "application/scim+json")],
      body: Array(body.utf8))
    guard let id = try JSON(parsing: reply.body)["id"]?.string else { throw LoadError.refused("POST /Groups") }
    return id
  }

  private func fill(_ group: String) async throws {
    let people = ground.people
    let batch = 5000
    for start in stride(from: 0, to: options.users, by: batch) {
      let body = People.members((start..<start + batch).map { "member-\($0)" })
      _ = try await ground.load(connections: 1, count: 1) { _ in people.request("PATCH", "/Groups/\(group)", body: body)
      }
    }
  }

  /// A hundred single adds, one after another.
  private func seconds(_ group: String, _ round: Int) async throws -> Double {
    let people = ground.people
    return try await ground.load(connections: 1, count: 100) { people.add("late-\(round)-\($0)", to: group) }.seconds
  }
}
