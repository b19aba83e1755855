import JSON

extension StateMachinePlayer {
  /// What a provider wrote it reads back, with the version that the writes add up to and the groups it is in.
  func checkUser(_ id: String) async throws {
    guard let user = model.users.first(where: { $0.id == id }) else { return }
    let reply = try await client(user.provider).send("GET", "/Users/\(id)")
    let body = reply.body
    try expect(
      body["userName"]?.string == user.name && body["externalId"]?.string == user.externalID
        && body["title"]?.string == user.title && body["active"]?.bool == user.isActive,
      "\(body) is not what was written: \(user)")
    try expect(reply.header("ETag") == "W/\"\(user.version)\"", "\(reply) is not version \(user.version)")
    let groups = (body["groups"]?.array ?? []).compactMap { $0["value"]?.string }
    try expect(groups.sorted() == model.groups(of: user).map(\.id).sorted(), "\(id) is in the groups \(groups)")
  }

  func checkGroup(_ id: String) async throws {
    guard let group = model.groups.first(where: { $0.id == id }) else { return }
    let reply = try await client(group.provider).send("GET", "/Groups/\(id)")
    let members = (reply.body["members"]?.array ?? []).compactMap { $0["value"]?.string }
    try expect(
      reply.body["displayName"]?.string == group.name && members.sorted() == group.edges.sorted(),
      "\(reply.body) is not what was written: \(group)")
    try expect(reply.header("ETag") == "W/\"\(group.version)\"", "\(reply) is not version \(group.version)")
  }

  /// The step's audit entries are its changes: none too many, none too few, each of its own provider.
  mutating func checkAudit() async throws {
    let page = try await host.perform("audit.query", ["after": .number(.init(position)), "limit": 10_000])
    position = page["position"]?.integer ?? position
    let told = (page["entries"]?.array ?? []).filter { entry in
      let kind = entry["kind"]?.string ?? ""
      return !kind.hasPrefix("host.") && kind != "request.refused"
    }.map { "\($0["provider"]?.string ?? "") \($0["kind"]?.string ?? "") \($0["resourceID"]?.string ?? "")" }
    try expect(told.sorted() == model.audit.sorted(), "the trail says \(told), not \(model.audit)")
  }

  /// The directory is what the model says, entry by entry, of both providers.
  mutating func checkDirectory() async throws {
    try await checkUsers()
    try await checkHolds()
    try await checkGroups()
    for user in model.users { try await checkUser(user.id) }
    for group in model.groups { try await checkGroup(group.id) }
  }

  private mutating func checkUsers() async throws {
    let entries = try await host.users()
    try expect(entries.count == model.users.count, "\(entries.count) users, not \(model.users.count)")
    var owned = Set<String>()
    for json in entries {
      let links = json["links"]?.array ?? []
      guard links.count == 1, let index = model.user(links[0]["sourceID"]?.string ?? "") else {
        throw StateMachineFault(description: "\(json) is nobody's")
      }
      let user = model.users[index]
      let entry = user.entry
      let state = entry.isHeld ? "held" : entry.isActive ? "active" : "inactive"
      try expect(
        json["userName"]?.string == entry.name && json["title"]?.string == entry.title
          && json["active"]?.bool == entry.isActive && json["state"]?.string == state
          && links[0]["provider"]?.string == user.provider
          && json["provenance"]?["userName"]?["withheld"]?.string == entry.withheld,
        "\(json) is not \(user)")
      try expect(entry.isHeld || owned.insert(entry.name.lowercased()).inserted, "two are called \(entry.name)")
      try expect(entry.id.isEmpty || entry.id == json["id"]?.string, "\(user) became \(json)")
      model.users[index].entry.id = json["id"]?.string ?? ""
    }
  }

  /// Each held user has one hold, and its reason is true; *attention* shows those that nobody decided.
  private func checkHolds() async throws {
    let holds = try await host.perform("holds.list").array ?? []
    let expected = model.users.filter { $0.entry.hold != nil }
    try expect(
      holds.compactMap { $0["source"]?.string }.sorted() == expected.map(\.id).sorted(), "the holds are \(holds)")
    for hold in holds {
      guard let user = expected.first(where: { $0.id == hold["source"]?.string }), let own = user.entry.hold else {
        continue
      }
      try expect(hold["reason"]?.string == (own.isRejected ? "rejected" : "conflict"), "\(hold) is not \(own)")
      try expect(hold["provider"]?.string == user.provider && hold["entry"]?.string == user.entry.id, "\(hold)")
      guard user.entry.isHeld, !own.isRejected else { continue }
      guard let owner = model.owner(of: user.entry.name) else {
        throw StateMachineFault(description: "\(hold): nobody has the name")
      }
      let detail = hold["detail"]?.string ?? ""
      try expect(detail.contains(owner.entry.id), "\(hold): \(owner) has the name")
    }
    let waiting = expected.count { $0.entry.hold?.isRejected == false }
    let attention = try await host.attention().count
    let withheld = model.users.count { $0.entry.withheld != nil }
    try expect(attention == waiting + withheld, "attention shows \(attention), not \(waiting) and \(withheld)")
  }

  /// Memberships are the join of what was written and who is known.
  private func checkGroups() async throws {
    let entries = try await host.groups()
    try expect(entries.count == model.groups.count, "\(entries.count) groups, not \(model.groups.count)")
    let ids = Dictionary(entries.map { ($0["links"]?.array?.first?["sourceID"]?.string ?? "", $0["id"]?.string ?? "") })
    {
      first, _ in first
    }
    for json in entries {
      guard let group = model.groups.first(where: { $0.id == json["links"]?.array?.first?["sourceID"]?.string }) else {
        throw StateMachineFault(description: "\(json) is nobody's")
      }
      let members = (json["members"]?.array ?? []).map { $0["id"]?.string ?? $0["value"]?.string ?? "" }
      let expected = group.edges.map { value -> String in
        let nested = model.groups.contains { $0.id == value && $0.provider == group.provider } ? ids[value] : nil
        return model.member(value, at: group.provider)?.entry.id ?? nested ?? value
      }
      try expect(json["displayName"]?.string == group.name, "\(json) is not \(group)")
      try expect(members.sorted() == expected.sorted(), "\(json) has not the members \(expected)")
    }
  }
}
