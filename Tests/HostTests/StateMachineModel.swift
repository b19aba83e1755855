/// What two providers wrote and an administrator did, and what must have come of it, said in the plainest way.
struct StateMachineModel {
  struct User {
    var id: String
    var provider: String
    var name: String
    var externalID: String?
    var title: String
    var isActive: Bool
    var version = 1
    var entry = Entry()
  }

  /// A directory user; it owns its name unless it is held.
  struct Entry {
    /// Its id in the directory, once seen.
    var id = ""
    var name = ""
    var title = ""
    var isActive = true
    var isHeld = true
    var withheld: String?
    var decidedAgainst: String?
    var hold: Hold?
  }

  struct Hold: Equatable {
    var isRejected = false
    /// The step in which it began.
    var since: Int
    /// The wanted name that another user had.
    var name: String
  }

  struct Group {
    var id: String
    var provider: String
    var name: String
    var version = 1
    var edges: [String]
  }

  /// Whose users keep the name under which they were provisioned; those of the other one follow.
  static let keeps = "alpha"
  static let follows = "beta"

  var users: [User] = []
  var groups: [Group] = []
  /// The audit entries of the step, as `provider kind resource`.
  var audit: [String] = []
  var step = 0

  func user(_ id: String) -> Int? { users.firstIndex { $0.id == id } }
  func group(_ id: String) -> Int? { groups.firstIndex { $0.id == id } }

  /// The user of a provider who has a name, however it is spelt.
  func holder(of name: String, at provider: String) -> User? {
    users.first { $0.provider == provider && $0.name.lowercased() == name.lowercased() }
  }

  /// The user who owns a name in the directory.
  func owner(of name: String) -> User? {
    users.first { !$0.entry.isHeld && $0.entry.name.lowercased() == name.lowercased() }
  }

  mutating func note(_ provider: String, _ kind: String, _ id: String) { audit.append("\(provider) \(kind) \(id)") }
}

extension StateMachineModel {
  /// A provider made a user.
  mutating func create(_ user: User) {
    let before = named(at: user.provider)
    users.append(user)
    judge(users.count - 1)
    note(user.provider, "user.created", user.id)
    noteMoves(since: before, at: user.provider)
  }

  /// A provider changed a user to that; the same again changes nothing.
  mutating func write(_ new: User) {
    guard let index = user(new.id) else { return }
    let old = users[index]
    let isSame =
      old.name == new.name && old.externalID == new.externalID && old.title == new.title
      && old.isActive == new.isActive
    if !isSame {
      let before = named(at: new.provider)
      users[index] = new
      users[index].version += 1
      judge(index)
      noteMoves(since: before, at: new.provider)
      let turned = new.isActive ? "user.reactivated" : "user.deactivated"
      note(new.provider, old.isActive == new.isActive ? "user.updated" : turned, new.id)
    }
    if new.provider == Self.follows { settle() }
  }

  /// A provider deleted a user: who isn't there is no member either.
  mutating func deleteUser(_ index: Int) {
    let before = named(at: users[index].provider)
    let user = users.remove(at: index)
    note(user.provider, "user.deleted", user.id)
    for group in groups.indices where groups[group].provider == user.provider {
      let stay = groups[group].edges.filter { value in
        (value != user.id && value != user.externalID) || member(value, at: user.provider) != nil
      }
      let gone = groups[group].edges.count - stay.count
      groups[group].edges = stay
      groups[group].version += gone > 0 ? 1 : 0
      for _ in 0..<gone { note(user.provider, "member.removed", groups[group].id) }
    }
    noteMoves(since: before, at: user.provider)
    settle()
  }

  /// The table *When the directory can't follow*, as far as names go.
  mutating func judge(_ index: Int) {
    let user = users[index]
    var entry = user.entry
    var name = user.name.lowercased()
    entry.hold = nil
    var withheld: String?
    if !entry.isHeld, name != entry.name {
      let keeps = user.provider == Self.keeps || !user.isActive
      if name != entry.decidedAgainst, keeps { withheld = name }
      if name == entry.decidedAgainst || keeps { name = entry.name }
    }
    if let owner = owner(of: name), owner.id != user.id {
      entry.hold = Hold(since: step, name: name)
      if let before = user.entry.hold, !before.isRejected, before.name == name { entry.hold?.since = before.since }
    } else {
      entry.isHeld = false
    }
    // What was provisioned stays as it is while it is on hold.
    if entry.hold == nil || entry.isHeld {
      if name != entry.name { entry.decidedAgainst = nil }
      entry.withheld = withheld
      (entry.name, entry.title, entry.isActive) = (name, user.title, user.isActive)
    }
    users[index].entry = entry
  }

  /// Whoever waits longest for a name that nobody has any more gets it.
  mutating func settle() {
    let waiting = users.filter { $0.entry.isHeld && $0.entry.hold?.isRejected == false }
    for user in waiting.sorted(by: { ($0.entry.hold?.since ?? 0) < ($1.entry.hold?.since ?? 0) }) {
      guard owner(of: user.entry.name) == nil, let index = self.user(user.id) else { continue }
      users[index].entry.isHeld = false
      users[index].entry.hold = nil
      note(user.provider, "hold.released", user.id)
    }
  }
}

extension StateMachineModel {
  /// `holds release`: whether it is carried out.
  mutating func release(_ index: Int) -> Bool {
    guard users[index].entry.hold != nil else { return false }
    let before = users[index].entry
    judge(index)
    guard users[index].entry.hold == nil else {
      users[index].entry = before
      return false
    }
    note(users[index].provider, "hold.released", users[index].id)
    settle()
    return true
  }

  /// `holds reject`: whether it is carried out.
  mutating func reject(_ index: Int) -> Bool {
    guard let hold = users[index].entry.hold, !hold.isRejected else { return false }
    users[index].entry.hold?.isRejected = true
    note(users[index].provider, "hold.rejected", users[index].id)
    return true
  }

  /// `users rename`: whether it is carried out.
  mutating func rename(_ index: Int, to name: String) -> Bool {
    var entry = users[index].entry
    if let owner = owner(of: name), owner.id != users[index].id { return false }
    guard entry.hold?.isRejected != true else { return false }
    if entry.name != name || entry.hold != nil {
      let sent = users[index].name.lowercased()
      entry.decidedAgainst = sent == name ? nil : sent
      (entry.withheld, entry.hold, entry.isHeld, entry.name) = (nil, nil, false, name)
      users[index].entry = entry
      note(users[index].provider, "user.renamed", users[index].id)
    }
    settle()
    return true
  }
}
