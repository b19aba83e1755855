#if os(Linux)
  import JSON

  /// A request, what may be answered, and what the client then has.
  struct PowerCutOperation {
    var method: String
    /// Below the provider's endpoint.
    var path: String
    var body: JSON?
    var status: Int
    var after: PowerCutWorld
    /// The externalId of what it makes: the answer says its id.
    var makes: String?
  }

  /// Draws one operation after the other, of every kind that provisions.
  struct PowerCutDrawing {
    /// The client: its provider's letter, and a number.
    let client: String
    /// A group that is nobody's and everybody's.
    let crew: String
    private var count = 0

    init(client: String, crew: String) {
      self.client = client
      self.crew = crew
    }

    mutating func next(
      _ world: PowerCutWorld, ids: [String: String], _ random: inout PowerCutRandom
    ) -> PowerCutOperation {
      count += 1
      let mark = "mark \(count) of \(client)"
      let user = pick(world.users.keys, &random)
      let group = pick(world.groups.keys, &random)
      switch random.next(12) {
      case 0: return createGroup(world, ids, &random)
      case 1: if let user { return patch(user, mark, world, ids) }
      case 2: if let user { return replace(user, mark, world, ids) }
      case 3: if let user, world.users.count > 4 { return delete(user, world, ids) }
      case 4: if let group, world.groups.count > 2 { return deleteGroup(group, world, ids) }
      case 5: if let group { return rename(group, mark, world, ids) }
      case 6, 7, 8: if let user { return join(user, crew, world, ids) }
      case 9: if let user, let group { return join(user, group, world, ids) }
      case 10: if let user { return again(user, world) }
      default: break
      }
      return create(mark, world)
    }

    private func pick(_ keys: some Collection<String>, _ random: inout PowerCutRandom) -> String? {
      let sorted = keys.sorted()
      return sorted.isEmpty ? nil : sorted[random.next(sorted.count)]
    }

    private func resource(_ key: String, _ title: String) -> JSON {
      [
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": .string(key), "externalId": .string(key),
        "title": .string(title), "active": true,
      ]
    }

    private func patchOf(_ operations: [JSON]) -> JSON {
      ["schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": .array(operations)]
    }

    private mutating func key(_ kind: String) -> String { "\(client)-\(kind)\(count)" }

    private mutating func create(_ mark: String, _ world: PowerCutWorld) -> PowerCutOperation {
      let key = key("u")
      var after = world
      after.users[key] = .init(title: mark)
      return .init(
        method: "POST", path: "/Users", body: resource(key, mark), status: 201, after: after, makes: key)
    }

    /// A name that is taken.
    private func again(_ user: String, _ world: PowerCutWorld) -> PowerCutOperation {
      .init(method: "POST", path: "/Users", body: resource(user, "taken"), status: 409, after: world)
    }

    private func patch(
      _ user: String, _ mark: String, _ world: PowerCutWorld, _ ids: [String: String]
    ) -> PowerCutOperation {
      var after = world
      let turns = !(world.users[user]?.isActive ?? true)
      after.users[user]?.version += 1
      after.users[user]?.title = mark
      after.users[user]?.isActive = turns
      let body = patchOf([
        ["op": "replace", "path": "title", "value": .string(mark)],
        ["op": "replace", "path": "active", "value": .bool(turns)],
      ])
      return .init(method: "PATCH", path: "/Users/\(ids[user] ?? "")", body: body, status: 200, after: after)
    }

    private func replace(
      _ user: String, _ mark: String, _ world: PowerCutWorld, _ ids: [String: String]
    ) -> PowerCutOperation {
      var after = world
      after.users[user] = .init(version: (world.users[user]?.version ?? 0) + 1, title: mark)
      return .init(
        method: "PUT", path: "/Users/\(ids[user] ?? "")", body: resource(user, mark), status: 200, after: after)
    }

    private func delete(_ user: String, _ world: PowerCutWorld, _ ids: [String: String]) -> PowerCutOperation {
      var after = world
      after.deleteUser(user)
      return .init(method: "DELETE", path: "/Users/\(ids[user] ?? "")", status: 204, after: after)
    }

    private mutating func createGroup(
      _ world: PowerCutWorld, _ ids: [String: String], _ random: inout PowerCutRandom
    ) -> PowerCutOperation {
      let key = key("g")
      let members = Set((0..<3).compactMap { _ in pick(world.users.keys, &random) })
      var after = world
      after.groups[key] = "group \(key)"
      after.edges.formUnion(members.map { .init(group: key, user: $0) })
      return .init(
        method: "POST", path: "/Groups", body: Self.group(key, members.map { ids[$0] ?? "" }), status: 201,
        after: after, makes: key)
    }

    static func group(_ key: String, _ members: [String]) -> JSON {
      [
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "externalId": .string(key),
        "displayName": .string("group \(key)"), "members": .array(members.map { ["value": .string($0)] }),
      ]
    }

    private func deleteGroup(_ group: String, _ world: PowerCutWorld, _ ids: [String: String]) -> PowerCutOperation {
      var after = world
      after.deleteGroup(group)
      return .init(method: "DELETE", path: "/Groups/\(ids[group] ?? "")", status: 204, after: after)
    }

    private func rename(
      _ group: String, _ mark: String, _ world: PowerCutWorld, _ ids: [String: String]
    ) -> PowerCutOperation {
      var after = world
      after.groups[group] = mark
      let body = patchOf([["op": "replace", "path": "displayName", "value": .string(mark)]])
      return .init(method: "PATCH", path: "/Groups/\(ids[group] ?? "")", body: body, status: 200, after: after)
    }

    /// Puts a user into a group, or takes it out.
    private func join(
      _ user: String, _ group: String, _ world: PowerCutWorld, _ ids: [String: String]
    ) -> PowerCutOperation {
      var after = world
      let edge = PowerCutWorld.Edge(group: group, user: user)
      let id = ids[user] ?? ""
      let isMember = after.edges.remove(edge) != nil
      if !isMember { after.edges.insert(edge) }
      let operation: JSON =
        isMember
        ? ["op": "remove", "path": .string("members[value eq \"\(id)\"]")]
        : ["op": "add", "path": "members", "value": [["value": .string(id)]]]
      return .init(
        method: "PATCH", path: "/Groups/\(ids[group] ?? "")", body: patchOf([operation]), status: 200, after: after)
    }
  }
#endif
