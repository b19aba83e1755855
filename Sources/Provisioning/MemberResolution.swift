internal import Directory
internal import JSON
internal import SCIM
internal import Store

/// Turns member changes of a request into changes of membership rows, by what an unknown member means (knob 23).
struct MemberResolution {
  private let provider: ProviderName
  private let unknown: WriteSemantics.UnknownMember

  init(_ provider: ProviderName, _ unknown: WriteSemantics.UnknownMember) {
    self.provider = provider
    self.unknown = unknown
  }

  /// - Throws: 400 `invalidValue` for an unknown member where those are rejected.
  func changes(_ changes: [MemberChange], of group: String, _ snapshot: Snapshot) throws -> [MembershipChange] {
    try changes.compactMap { change in
      switch change {
      case .add(let members):
        let taken = try accepted(members, snapshot)
        return taken.isEmpty ? nil : .add(taken)
      case .replace(let members): return .replace(try accepted(members, snapshot))
      case .remove(let values): return values.isEmpty ? nil : .remove(values)
      case .removeWhere(let filter): return try matching(filter, group, snapshot)
      case .clear: return .clear
      }
    }
  }

  private func accepted(_ members: [Member], _ snapshot: Snapshot) throws -> [StoredMember] {
    let stored = members.map { StoredMember(value: $0.value, type: $0.type, display: $0.display) }
    guard unknown != .park else { return stored }
    return try stored.filter { member in
      if try snapshot.isKnown(provider, value: member.value) { return true }
      guard unknown == .skip else {
        throw SCIMError.invalidValue(
          "members: no user or group of this provider has the id '\(member.value.prefix(64))'")
      }
      return false
    }
  }

  private func matching(_ filter: Filter, _ group: String, _ snapshot: Snapshot) throws -> MembershipChange? {
    let values = try snapshot.members(of: group, provider, limit: .max).map(\.member).filter { member in
      filter.matches(Member(value: member.value, type: member.type, display: member.display))
    }.map(\.value)
    return values.isEmpty ? nil : .remove(values)
  }
}
