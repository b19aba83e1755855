import Host
import JSON

extension StateMachinePlayer {
  mutating func createGroup() async throws {
    let provider = dice.once(in: 2) ? StateMachineModel.keeps : StateMachineModel.follows
    guard model.groups.count < 8 else { return }
    let edges = values(at: provider)
    let name = "team \(dice.number(below: 4))"
    tell("\(provider) creates the group \(name) with \(edges)")
    let reply = try await client(provider).send("POST", "/Groups", Group.of(name, members: edges))
    try expect(reply.status == 201, "the answer is \(reply)")
    model.create(
      StateMachineModel.Group(id: reply.body["id"]?.string ?? "", provider: provider, name: name, edges: edges))
    try await checkGroup(reply.body["id"]?.string ?? "")
  }

  /// Values of members: users by id and by externalId, one who isn't there, one of the other provider, a group.
  private mutating func values(at provider: String) -> [String] {
    var values: [String] = []
    let groups = model.groups.filter { $0.provider == provider }.map(\.id)
    for _ in 0..<dice.number(below: 4) {
      let value = dice.once(in: 4) ? dice.pick(Self.externalIDs) : dice.pick(model.users.map(\.id))
      let nested = dice.once(in: 12) ? dice.pick(groups) : nil
      if let value = nested ?? value, !values.contains(value) { values.append(value) }
    }
    return values
  }

  mutating func changeMembers() async throws {
    guard let group = dice.pick(model.groups), let index = model.group(group.id) else { return }
    let values = values(at: group.provider)
    let drawn = dice.pick(group.edges)
    var (name, edges) = (group.name, group.edges)
    var request: (method: String, body: JSON)
    switch dice.number(below: 4) {
    case 0 where !values.isEmpty:
      edges += values.filter { !edges.contains($0) }
      let members = JSON.array(values.map { ["value": .string($0)] })
      request = ("PATCH", TestClient.operations([["op": "add", "path": "members", "value": members]]))
    case 1:
      let value = drawn ?? "nobody"
      edges.removeAll { $0 == value }
      let path = "members[value eq \"\(value)\"]"
      request = ("PATCH", TestClient.operations([["op": "remove", "path": .string(path)]]))
    case 2:
      (name, edges) = ("team \(dice.number(below: 4))", values)
      request = ("PUT", Group.of(name, members: values))
    default:
      // The same again.
      request = ("PUT", Group.of(name, members: edges.shuffled(using: &dice)))
    }
    tell("\(group.provider) changes the group \(group.id) with \(request.method): \(request.body)")
    let reply = try await client(group.provider).send(request.method, "/Groups/\(group.id)", request.body)
    try expect(reply.status == 200, "the answer is \(reply)")
    model.write(index, name: name, edges: edges)
    try await checkGroup(group.id)
  }

  mutating func deleteGroup() async throws {
    guard model.groups.count > 2, let group = dice.pick(model.groups), let index = model.group(group.id) else { return }
    tell("\(group.provider) deletes the group \(group.id)")
    try await delete("/Groups/\(group.id)", of: group.provider)
    model.deleteGroup(index)
  }

  /// `holds release` and `holds reject`, mostly of those that are on hold.
  mutating func holdVerb(
    _ verb: String, _ carriesOut: (inout StateMachineModel, Int) -> Bool
  ) async throws {
    let held = model.users.filter { $0.entry.hold != nil }
    guard let user = dice.pick(held) ?? dice.pick(model.users), let index = model.user(user.id) else { return }
    let entry = try await host.user(user.id)["id"] ?? .null
    tell("the administrator: holds \(verb) \(user.id)")
    let refusal = try await host.refusal("holds.\(verb)", ["id": entry])
    try expect(carriesOut(&model, index) == (refusal == nil), "holds \(verb) says \(refusal ?? "yes")")
  }

  mutating func renameUser() async throws {
    guard let user = dice.pick(model.users), let index = model.user(user.id) else { return }
    let name = Self.spelling(&dice)
    let entry = try await host.user(user.id)["id"] ?? .null
    tell("the administrator: users rename \(user.id) \(name)")
    let refusal = try await host.refusal("users.rename", ["id": entry, "userName": .string(name)])
    try expect(model.rename(index, to: name) == (refusal == nil), "users rename says \(refusal ?? "yes")")
  }

  /// A restart changes nothing: not the directory, not the trail, not the ETags.
  mutating func restart() async throws {
    tell("the host is started again")
    let before = try await everything()
    try await host.restart()
    for (provider, client) in clients { clients[provider] = try client.again(host.host.address) }
    let after = try await everything()
    for (old, new) in zip(before, after) { try expect(old == new, "a restart made \(new) of \(old)") }
    try expect(before.count == after.count, "a restart made \(after.count) of \(before.count)")
    let verified = try await host.perform("audit.verify")
    try expect(verified["faults"] == [], "the chains: \(verified)")
  }

  /// Directory, holds and trail, and each resource with its ETag, without what names the host's address.
  private func everything() async throws -> [JSON] {
    var all = try await host.users() + host.groups() + [host.perform("holds.list")]
    for provider in clients.keys.sorted() { all += try await host.audit(provider).suffix(20) }
    for path in model.users.map({ ($0.provider, "/Users/\($0.id)") })
      + model.groups.map({ ($0.provider, "/Groups/\($0.id)") })
    {
      let reply = try await client(path.0).send("GET", path.1)
      let body = reply.body.description.replacing(host.host.address, with: "")
      all.append([.string(reply.header("ETag") ?? ""), .string(body)])
    }
    return all
  }
}
