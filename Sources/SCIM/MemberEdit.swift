internal import JSON

/// Turns what a request says about `members` into changes, without reading the list (RFC 7644 §3.5.2).
struct MemberEdit {
  private let semantics: WriteSemantics
  private(set) var changes: [MemberChange] = []
  private var count = 0

  init(_ semantics: WriteSemantics) { self.semantics = semantics }

  /// The members are to be exactly these; null means none.
  mutating func replace(with value: JSON) throws(SCIMError) {
    append(.replace(try counted(value.isNull ? [] : MemberReader.read(value))))
  }

  /// Carries out one operation on `members`.
  mutating func apply(_ verb: PatchVerb, _ path: AttributePath, _ value: JSON?) throws(SCIMError) {
    guard path.subAttribute == nil else {
      throw .mutability("\(path.shown): a member is added or removed whole")
    }
    if let filter = path.filter { return try apply(verb, where: filter, value) }
    switch (verb, value) {
    case (.remove, nil), (.remove, .null?): try removeAll()
    case (.remove, let value?): append(.remove(try counted(MemberReader.read(value)).map(\.value)))
    case (_, nil): throw .invalidValue("a value is expected")
    case (_, .null?) where semantics.nullMeans == .absent: break
    case (.add, .null?): break
    case (.add, let value?): append(.add(try counted(MemberReader.read(value))))
    case (.replace, let value?): try replace(with: value)
    }
  }

  private mutating func removeAll() throws(SCIMError) {
    guard semantics.bareRemoveMembers == .clear else {
      throw .invalidValue("the members to remove are expected, as a value or as a filter in the path")
    }
    append(.clear)
  }

  private mutating func apply(_ verb: PatchVerb, where filter: Filter, _ value: JSON?) throws(SCIMError) {
    let named = filter.namedValues
    guard verb != .remove else {
      return append(named.map { .remove($0) } ?? .removeWhere(filter))
    }
    guard let named, named.count == 1, let value, !value.isNull else {
      throw .noTarget("a member is named by members[value eq \"…\"], with the member as the value")
    }
    let members = try counted(MemberReader.read(value))
    if members.map(\.value) != named, verb == .replace { append(.remove(named)) }
    append(.add(members))
  }

  /// Joins what follows the same thing, so that a hundred operations of one member each are one change.
  private mutating func append(_ change: MemberChange) {
    switch (changes.last, change) {
    case (_, .add(let members)) where members.isEmpty: break
    case (_, .remove(let values)) where values.isEmpty: break
    case (.add(let earlier)?, .add(let members)): changes[changes.count - 1] = .add(earlier + members)
    case (.remove(let earlier)?, .remove(let values)): changes[changes.count - 1] = .remove(earlier + values)
    default: changes.append(change)
    }
  }

  private mutating func counted(_ members: [Member]) throws(SCIMError) -> [Member] {
    count += members.count
    guard count <= WriteLimits.members else { throw .tooManyMembers }
    return members
  }
}

extension Filter {
  /// The values of `value eq "…"`, alone or joined by `or`; nil for any other filter.
  fileprivate var namedValues: [String]? {
    switch self {
    case .compare(let path, .eq, .string(let value)) where path.attribute == "value": return [value]
    case .or(let parts):
      let values = parts.compactMap(\.namedValues)
      return values.count == parts.count ? values.flatMap { $0 } : nil
    default: return nil
    }
  }
}
