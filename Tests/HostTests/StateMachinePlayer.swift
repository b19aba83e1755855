import JSON

/// Takes one random step after the other, as IdPs and administrators do: over HTTP and by the administrator's verbs.
struct StateMachinePlayer {
  let host: TestHost
  var clients: [String: TestClient]
  var model = StateMachineModel()
  var dice: StateMachineDice
  /// What the last steps were, for people.
  var story: [String] = []
  /// The audit trail is read up to here.
  var position: Int64 = 0
  /// Ids that were deleted.
  var gone: [(provider: String, path: String)] = []

  static let names = ["ada", "bob", "éva", "Straße", "dan", "eve"]
  static let externalIDs = ["e0", "e1", "e2", "E0"]

  init(_ host: TestHost, seed: UInt64) async throws {
    self.host = host
    dice = StateMachineDice(seed: seed)
    clients = [:]
    for provider in [StateMachineModel.keeps, StateMachineModel.follows] {
      clients[provider] = try await host.client(provider)
    }
    position = try await host.perform("audit.query", ["last": 1])["position"]?.integer ?? 0
  }

  func client(_ provider: String) throws -> TestClient {
    guard let client = clients[provider] else { throw StateMachineFault(description: "no client of \(provider)") }
    return client
  }

  /// Takes a step and holds what came of it against the model.
  mutating func step() async throws {
    model.step += 1
    model.audit = []
    switch dice.number(below: 20) {
    case 0, 1, 2: try await create()
    case 3: try await change("renames") { $1.name = Self.spelling(&$0) }
    case 4: try await change("gives a title to") { $1.title = "title \($0.number(below: 3))" }
    case 5: try await change("gives an externalId to") { $1.externalID = $0.pick(Self.externalIDs) }
    case 6: try await change("deactivates") { $1.isActive = false }
    case 7: try await change("reactivates") { $1.isActive = true }
    case 8: try await change("writes again") { _, _ in }
    case 9: try await deleteUser()
    case 10: try await createGroup()
    case 11, 12, 13: try await changeMembers()
    case 14: try await deleteGroup()
    case 15: try await ghost()
    case 16: try await holdVerb("release") { $0.release($1) }
    case 17: try await holdVerb("reject") { $0.reject($1) }
    case 18: try await renameUser()
    default: try await dice.once(in: 8) ? restart() : create()
    }
    try await checkAudit()
  }

  mutating func tell(_ text: String) { story = story.suffix(14) + ["\(model.step): \(text)"] }

  func expect(_ isSo: Bool, _ text: @autoclosure () -> String) throws {
    if !isSo { throw StateMachineFault(description: text()) }
  }

  static func spelling(_ dice: inout StateMachineDice) -> String {
    let name = dice.pick(names) ?? ""
    return dice.once(in: 3) ? name.uppercased().replacing("SS", with: "ß") : name
  }

  static func body(_ user: StateMachineModel.User) -> JSON {
    var more: JSONObject = ["title": .string(user.title), "active": .bool(user.isActive)]
    more["externalId"] = user.externalID.map(JSON.string)
    return User.of(user.name, more)
  }

  private mutating func provider() -> String {
    dice.once(in: 2) ? StateMachineModel.keeps : StateMachineModel.follows
  }

  /// POST is 409 exactly when the filter finds one (T36), and that is the one who has the name at this provider.
  private mutating func create() async throws {
    let provider = provider()
    var user = StateMachineModel.User(
      id: "", provider: provider, name: Self.spelling(&dice),
      externalID: dice.once(in: 3) ? dice.pick(Self.externalIDs) : nil, title: "title \(dice.number(below: 3))",
      isActive: !dice.once(in: 6))
    let asked = dice.once(in: 2) ? user.name.lowercased() : user.name
    tell("\(provider) creates \(user.name)")
    let found = try await client(provider).read(filtered("/Users", "userName eq \"\(asked)\""))
    let reply = try await client(provider).send("POST", "/Users", Self.body(user))
    let holder = model.holder(of: user.name, at: provider)
    try expect(found["totalResults"]?.integer == (holder == nil ? 0 : 1), "the filter finds \(found)")
    try expect(reply.status == (holder == nil ? 201 : 409), "POST of \(user.name) is \(reply)")
    guard holder == nil else {
      try expect(found["Resources"]?.array?.first?["id"]?.string == holder?.id, "the filter finds \(found)")
      return
    }
    user.id = reply.body["id"]?.string ?? ""
    model.create(user)
    try await checkUser(user.id)
  }

  private mutating func change(
    _ what: String, _ edit: (inout StateMachineDice, inout StateMachineModel.User) -> Void
  ) async throws {
    guard let old = dice.pick(model.users) else { return }
    var user = old
    edit(&dice, &user)
    let holder = model.holder(of: user.name, at: user.provider)
    let isPUT = dice.once(in: 2)
    tell("\(user.provider) \(what) \(old.name) \(old.id) with \(isPUT ? "PUT" : "PATCH"): \(Self.body(user))")
    let body = Self.body(user)
    var edits = [
      replacing("userName", .string(user.name)), replacing("title", .string(user.title)),
      replacing("active", .bool(user.isActive)),
    ]
    if let externalID = user.externalID { edits.append(replacing("externalId", .string(externalID))) }
    let reply = try await client(user.provider).send(
      isPUT ? "PUT" : "PATCH", "/Users/\(user.id)", isPUT ? body : TestClient.operations(edits))
    let isTaken = holder != nil && holder?.id != user.id
    try expect(reply.status == (isTaken ? 409 : 200), "the answer is \(reply)")
    if !isTaken { model.write(user) }
    try await checkUser(user.id)
  }

  private mutating func deleteUser() async throws {
    guard model.users.count > 3, let user = dice.pick(model.users), let index = model.user(user.id) else { return }
    tell("\(user.provider) deletes \(user.name) \(user.id)")
    try await delete("/Users/\(user.id)", of: user.provider)
    model.deleteUser(index)
  }

  /// Deletes a resource, which is never to be seen again.
  mutating func delete(_ path: String, of provider: String) async throws {
    let reply = try await client(provider).send("DELETE", path)
    try expect(reply.status == 204, "the answer is \(reply)")
    gone.append((provider, path))
  }

  /// What was deleted stays so, and what another provider has isn't there.
  private mutating func ghost() async throws {
    var ghosts = gone
    if let user = dice.pick(model.users) {
      let other = user.provider == StateMachineModel.keeps ? StateMachineModel.follows : StateMachineModel.keeps
      ghosts = ghosts.suffix(5) + [(other, "/Users/\(user.id)")]
    }
    guard let ghost = dice.pick(ghosts) else { return }
    let isGroup = ghost.path.hasPrefix("/Groups")
    tell("\(ghost.provider) writes to \(ghost.path), which isn't there")
    let client = try client(ghost.provider)
    let patch = TestClient.operations([replacing(isGroup ? "displayName" : "title", "ghost")])
    for (method, body) in [("GET", nil), ("PATCH", patch), ("DELETE", nil), ("PUT", User.of("ghost"))] {
      guard !(isGroup && method == "PUT") else { continue }
      let reply = try await client.send(method, ghost.path, body)
      try expect(reply.status == 404, "\(method) is \(reply)")
    }
  }
}
