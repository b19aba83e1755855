extension AttributePath: CustomStringConvertible {
  /// The path as RFC 7644 §3.5.2 writes it; reading it again gives the same path.
  public var description: String {
    let name = schema.map { "\($0):\(attribute)" } ?? attribute
    return name + (filter.map { "[\($0)]" } ?? "") + (subAttribute.map { ".\($0)" } ?? "")
  }
}

extension Filter: CustomStringConvertible {
  /// The filter as RFC 7644 §3.4.2.2 writes it; reading it again gives the same filter.
  public var description: String {
    switch self {
    case .and(let parts): parts.map(\.bracketed).joined(separator: " and ")
    case .or(let parts): parts.map(\.alternative).joined(separator: " or ")
    case .not(let part): "not (\(part))"
    case .compare(let path, let op, let value): "\(path) \(op.rawValue) \(value)"
    case .present(let path): "\(path) pr"
    case .valuePath(let path, let part): "\(path)[\(part)]"
    }
  }

  /// One side of an `or`. `and` binds closer and gets no brackets: they would count against the depth when it is read.
  private var alternative: String { if case .or = self { "(\(self))" } else { description } }

  private var bracketed: String {
    switch self {
    case .and, .or: "(\(self))"
    default: description
    }
  }
}
