public import SCIM

extension AttributeMapping {
  /// The paths that rules, conditions and `matching` read of a source record of a user.
  public var userReads: [AttributePath] { users.readPaths }

  /// The paths that are read of a source record of a group.
  public var groupReads: [AttributePath] { groups.readPaths }

  /// The attributes of a user without which the IdP is refused: each by itself makes a value that must not be empty.
  public var userDemands: [AttributePath] { users.rules.compactMap(\.demand) }
}

extension Section {
  /// Every attribute path that rules, conditions and `matching` read.
  var readPaths: [AttributePath] {
    matching + (scope?.filter.paths ?? []) + rules.flatMap(\.readPaths)
  }
}

extension Rule {
  /// The paths into the source record that it reads, those of the rules that it may go on with included.
  fileprivate var readPaths: [AttributePath] {
    let own: [AttributePath] = if case .expression(let expression) = maker { expression.readPaths } else { [] }
    return own + (condition?.filter.paths ?? []) + next.flatMap(\.readPaths)
  }

  /// The one attribute that it is made of, where `onEmpty: fail` refuses a resource without it.
  fileprivate var demand: AttributePath? {
    guard onEmpty == .fail, fallback == nil, condition == nil, case .expression(.path(let path, _)) = maker,
      path.filter == nil
    else { return nil }
    return path
  }
}

extension Filter {
  fileprivate var paths: [AttributePath] {
    switch self {
    case .and(let parts), .or(let parts): parts.flatMap(\.paths)
    case .not(let part): part.paths
    case .compare(let path, _, _), .present(let path), .valuePath(let path, _): [path]
    }
  }
}

extension Expression {
  fileprivate var readPaths: [AttributePath] {
    switch self {
    case .path(let path, _): [path]
    case .call(_, let arguments, _): arguments.flatMap(\.readPaths)
    case .literal, .directory, .custom: []
    }
  }
}
