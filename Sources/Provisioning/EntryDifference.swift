public import Directory
internal import JSON
internal import SCIM
public import Store
internal import Text

/// What judging a source record again, under another configuration, changes in the directory.
public struct EntryDifference: Sendable {
  /// A way in which an entry changes; several may hold.
  public enum Mark: String, Sendable, Hashable, CaseIterable {
    /// There was no entry.
    case appears
    /// Attributes change.
    case changes
    /// An active user becomes inactive.
    case deactivates
    /// An inactive user becomes active.
    case reactivates
    /// A provisioned user gets another user name.
    case renames
    /// Somebody else has the user name: the entry is put on hold.
    case collides
    /// Somebody else has the Managed Apple ID: the user goes without.
    case appleIDTaken
    /// A required value is missing: the entry is put on hold.
    case incomplete
    /// A hold ends.
    case released
  }

  /// User or group.
  public var kind: EntryKind
  /// Whose source record it is.
  public var provider: ProviderName
  /// The SCIM id.
  public var sourceID: String
  /// The directory entry; nil for one that would appear.
  public var entryID: String?
  /// What people call it: user name or display name.
  public var name: String
  /// How it changes.
  public var marks: Set<Mark>
  /// The attributes that change.
  public var changes: [AttributeChange]
  /// Why it doesn't follow, where it doesn't.
  public var detail: String?
  /// The user name, folded, that the entry takes and didn't have.
  public var claimedName: String?
  /// The Managed Apple ID, folded, that the entry takes and didn't have.
  public var claimedAppleID: String?

  let record: SourceRecord
  let decision: EntryDecision
}

/// What an entry is before and after, whatever its kind.
struct EntryShape {
  var state: EntryState
  var name: String?
  var values: JSONObject
  var appleIDKey: String?
  var withheldAppleID: String?

  init(_ user: DirectoryUser) {
    (state, name, values) = (user.state, user.userName, user.attributes.with(user.custom))
    (appleIDKey, withheldAppleID) = (user.ownedAppleIDKey, user.withheldAppleID)
  }

  init(_ group: DirectoryGroup) {
    (state, name, values) = (group.state, group.displayName, group.attributes.with(group.custom))
  }
}

extension EntryDecision {
  /// The entry that the decision writes; nil when it writes none.
  private var shape: EntryShape? {
    writes.lazy.compactMap { write -> EntryShape? in
      switch write {
      case .insertUser(let user, _, _), .updateUser(let user, _, _, _): EntryShape(user)
      case .insertGroup(let group), .updateGroup(let group, _): EntryShape(group)
      default: nil
      }
    }.first
  }

  private var hold: Hold? {
    writes.lazy.compactMap { if case .hold(let hold) = $0 { hold } else { nil } }.first
  }

  /// What the decision changes; nil when all stays as it is.
  func difference(of record: SourceRecord, from before: EntryShape?, _ entryID: String?, _ holds: [Hold])
    -> EntryDifference?
  {
    let (after, hold) = (shape, hold)
    var marks = Set<EntryDifference.Mark>()
    if let hold, !holds.contains(where: { $0.reason == hold.reason && $0.detail == hold.detail }) {
      marks.insert(hold.reason == .conflict ? .collides : .incomplete)
    }
    if hold == nil, !holds.isEmpty, !writes.isEmpty { marks.insert(.released) }
    guard after != nil || !marks.isEmpty else { return nil }
    if let after { marks.formUnion(after.marks(since: before)) }
    let changes = after.map { AttributeDiff.changes(before?.values, $0.values) } ?? []
    return EntryDifference(
      kind: record.kind, provider: record.provider, sourceID: record.id, entryID: entryID,
      name: before?.name ?? after?.name ?? record.id, marks: marks, changes: changes, detail: detail,
      claimedName: record.kind == .user ? after?.claimedName(since: before) : nil,
      claimedAppleID: after?.claimedAppleID(since: before), record: record, decision: self)
  }
}

extension EntryShape {
  fileprivate func marks(since before: EntryShape?) -> Set<EntryDifference.Mark> {
    var marks: Set<EntryDifference.Mark> = []
    if state != .held, let withheldAppleID, withheldAppleID != before?.withheldAppleID { marks.insert(.appleIDTaken) }
    guard let before else { return state == .held ? [] : marks.union([.appears]) }
    if values != before.values { marks.insert(.changes) }
    if before.state == .active, state == .inactive { marks.insert(.deactivates) }
    if before.state == .inactive, state == .active { marks.insert(.reactivates) }
    if before.state != .held, before.name != name { marks.insert(.renames) }
    return marks
  }

  fileprivate func claimedAppleID(since before: EntryShape?) -> String? {
    appleIDKey == before?.appleIDKey ? nil : appleIDKey
  }

  fileprivate func claimedName(since before: EntryShape?) -> String? {
    guard state != .held, let key = name.map(fold) else { return nil }
    guard let before, before.state != .held, before.name.map(fold) == key else { return key }
    return nil
  }
}
