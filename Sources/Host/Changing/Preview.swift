internal import Directory
internal import Foundation
internal import JSON
internal import Provisioning
internal import Store
internal import Text

/// Judges every source record of some providers under a proposed configuration, and writes nothing.
struct Preview: Sendable {
  let store: Store
  /// The providers as they would be.
  let endpoints: [EndpointConfiguration]
  /// How many threads judge at once.
  var width = 1

  /// A stretch of records that one thread judges at a time.
  private struct Stretch: Sendable {
    var remapping: Remapping
    var provider: ProviderName
    var kind: EntryKind
    var after: String?
    var through: String
  }

  private static let records = 250

  /// Judges all; `each` gets the differences in order with the number of records done, and may take its time.
  /// - Throws: `StoreError`, `CancellationError`, and what `each` throws.
  func run(_ each: ([EntryDifference], _ done: Int) async throws -> Void = { _, _ in }) async throws -> PreviewSummary {
    let stretches: [Stretch] = try await OwnThread.run { [self] in try self.stretches() }
    var summary = PreviewSummary()
    summary.total = try store.read { snapshot in
      try endpoints.reduce(0) { try $0 + snapshot.sourceCount($1.identity.name, .user) }
    }
    try await withThrowingTaskGroup(of: (Int, [EntryDifference], Int).self) { group in
      var rest = Array(stretches.enumerated())[...]
      func begin() { if let next = rest.popFirst() { group.addTask { try await judged(next.element, next.offset) } } }
      for _ in 0..<max(1, width) { begin() }
      var ready: [Int: ([EntryDifference], Int)] = [:]
      var next = 0
      while let (index, found, records) = try await group.next() {
        try Task.checkCancellation()
        ready[index] = (found, records)
        begin()
        while let (found, records) = ready.removeValue(forKey: next) {
          next += 1
          let found = summary.take(found, records: records)
          try await each(found, summary.records)
        }
      }
    }
    return summary
  }

  private func judged(_ stretch: Stretch, _ index: Int) async throws -> (Int, [EntryDifference], Int) {
    try await OwnThread.run { [store] in
      let now = Timestamp.now()
      let (found, records, _) = try store.read { snapshot in
        try stretch.remapping.differences(
          stretch.kind, after: stretch.after, through: stretch.through, at: now, snapshot)
      }
      return (index, found, records)
    }
  }

  private func stretches() throws -> [Stretch] {
    try store.read { snapshot in
      try endpoints.flatMap { endpoint -> [Stretch] in
        let remapping = Remapping(endpoint)
        return try EntryKind.allCases.flatMap { kind -> [Stretch] in
          var after: String?
          return try snapshot.sourceMarks(endpoint.identity.name, kind, every: Self.records).map { mark in
            defer { after = mark }
            return Stretch(
              remapping: remapping, provider: endpoint.identity.name, kind: kind, after: after, through: mark)
          }
        }
      }
    }
  }
}

/// What a preview came to.
struct PreviewSummary: Sendable {
  /// Source records that were judged.
  var records = 0
  /// The users of the providers concerned.
  var total = 0
  /// Users and groups, by how they change.
  var users: [EntryDifference.Mark: Int] = [:]
  var groups: [EntryDifference.Mark: Int] = [:]
  private var names = Set<String>()
  private var appleIDs = Set<String>()

  /// What has to be confirmed beyond a threshold.
  var grave: Int { (users[.deactivates] ?? 0) + (users[.renames] ?? 0) }

  /// Counts differences; of two that take one name, or one Managed Apple ID, the second finds it taken.
  mutating func take(_ differences: [EntryDifference], records: Int) -> [EntryDifference] {
    self.records += records
    return differences.map { difference in
      let settled = settled(difference)
      for mark in settled.marks {
        if settled.kind == .user { users[mark, default: 0] += 1 } else { groups[mark, default: 0] += 1 }
      }
      return settled
    }
  }

  private mutating func settled(_ difference: EntryDifference) -> EntryDifference {
    var settled = difference
    if let name = difference.claimedName, !names.insert(name).inserted {
      settled.collide(over: name)
    } else if let appleID = difference.claimedAppleID, !appleIDs.insert(appleID).inserted {
      settled.goWithout(appleID)
    }
    return settled
  }

  var json: JSON {
    ["records": JSON(records), "users": Self.json(users), "groups": Self.json(groups), "grave": JSON(grave)]
  }

  private static func json(_ counts: [EntryDifference.Mark: Int]) -> JSON {
    .object(JSONObject(EntryDifference.Mark.allCases.map { ($0.rawValue, JSON(counts[$0] ?? 0)) }))
  }
}

extension EntryDifference {
  fileprivate mutating func collide(over name: String) {
    marks.subtract([.appears, .renames])
    marks.insert(.collides)
    detail = "another user takes the user name '\(name)' by the same change"
  }

  fileprivate mutating func goWithout(_ appleID: String) {
    marks.insert(.appleIDTaken)
    changes.removeAll { $0.name == "managedAppleID" }
    if changes.isEmpty { marks.remove(.changes) }
    detail = "another user takes the Managed Apple ID '\(appleID)' by the same change"
  }

  /// One line of the preview.
  var json: JSON {
    var object: JSONObject = [
      "kind": .string(kind.rawValue), "provider": .string(provider.description), "name": .string(name),
      "entry": entryID.map { .string($0) } ?? .null, "source": .string(sourceID),
      "marks": .array(Mark.allCases.filter(marks.contains).map { .string($0.rawValue) }),
    ]
    object["changes"] = .array(
      changes.map { ["name": .string($0.name), "before": $0.before ?? .null, "after": $0.after ?? .null] })
    object["detail"] = detail.map(JSON.string)
    return .object(object)
  }
}
