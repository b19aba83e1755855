import Diagnostics
import SCIM

extension PathChecker {
  /// The path that Entra's `[surname]` or Okta's `user.lastName` means, and where it stands; nil for our own spelling.
  func foreign(_ text: String, at range: Range<Int>) throws(ExpressionProblem) -> (path: String, range: Range<Int>)? {
    guard let (name, place) = bareName(text, at: range) else { return nil }
    guard name.lowercased() != "issoftdeleted" else {
      throw ExpressionProblem("IsSoftDeleted is the opposite of active", at: range, fix: "not(active)")
    }
    guard resourceType.name == "User", let path = ForeignNames.path(for: name) else { return (name, place) }
    return (path, range)
  }

  private func bareName(_ text: String, at range: Range<Int>) -> (String, Range<Int>)? {
    if text.hasPrefix("[") {
      return (String(text.dropFirst().dropLast()), range.lowerBound + 1..<range.upperBound - 1)
    }
    let prefixes = ["user.", "appuser.", "source."]
    guard let prefix = prefixes.first(where: { text.lowercased().hasPrefix($0) }) else { return nil }
    return (String(text.dropFirst(prefix.count)), range.lowerBound + prefix.utf8.count..<range.upperBound)
  }

  /// What to say about a path whose attribute or sub-attribute the schema doesn't have.
  func unknown(
    _ parts: PathText, _ attribute: SchemaAttribute?, _ path: AttributePath, _ range: Range<Int>
  ) -> ExpressionProblem {
    if let attribute, let sub = parts.subAttribute {
      return unknownSub(parts[sub], of: attribute, at: sub.moved(by: range.lowerBound))
    }
    let name = parts[parts.attribute]
    let schema = resourceType.extensions.first { $0.id.lowercased() == path.schema?.lowercased() }
    let place = schema.map { "the extension \($0.name)" } ?? "a \(resourceType.name)"
    let near = nearest(to: parts, in: schema)
    let isWord = schema == nil && parts.text == name
    return ExpressionProblem(
      "'\(name)' is not an attribute of \(place)", at: parts.attribute.moved(by: range.lowerBound),
      fix: near ?? (isWord ? "quote it if it is a text: \"\(name)\"" : nil), see: Manual.schema,
      doubt: near == nil && isWord ? .text : .attribute)
  }

  func unknownSub(_ name: String, of attribute: SchemaAttribute, at range: Range<Int>) -> ExpressionProblem {
    let names = attribute.subAttributes.map(\.name)
    let near = nearName(to: name, among: names)
    return ExpressionProblem(
      "'\(name)' is not a sub-attribute of \(attribute.name)", at: range,
      fix: near.map { "did you mean '\($0)'?" } ?? "it has " + names.joined(separator: ", "), see: Manual.schema)
  }

  /// What the host keeps itself, or never stores: a rule over it would always come out empty.
  func notWritten(_ attributes: [SchemaAttribute?], _ parts: PathText, _ range: Range<Int>) -> ExpressionProblem? {
    for attribute in attributes.compactMap({ $0 }) {
      guard attribute.mutability == .readOnly || attribute.mutability == .writeOnly || attribute.name == "members"
      else {
        continue
      }
      let why =
        attribute.mutability == .writeOnly
        ? "is never stored"
        : attribute.name == "members" ? "are kept by the directory itself" : "isn't written by the IdP"
      return ExpressionProblem(
        "'\(attribute.name)' \(why), so a source record doesn't have it", at: range,
        fix: attribute.name == "id" ? "externalId" : nil, see: "RFC 7643 §7")
    }
    return nil
  }

  private func nearest(to parts: PathText, in schema: Schema?) -> String? {
    let name = parts[parts.attribute]
    let urn = schema.map { $0.id + ":" } ?? ""
    let known = schema?.attributes ?? resourceType.schema.attributes
    if schema == nil, let path = ForeignNames.path(for: name), resourceType.name == "User" { return path }
    return nearName(to: name, among: known.map(\.name)).map { "did you mean '\(urn + $0)'?" }
  }
}

/// The nearest of `names` to a mistyped one, or one that begins with it.
func nearName(to name: String, among names: [String]) -> String? {
  if let near = suggestion(for: name, among: names) { return near }
  guard name.count > 2 else { return nil }
  return names.first { $0.lowercased().hasPrefix(name.lowercased()) }
}

extension ExpressionProblem {
  /// The same of an attribute in another IdP's spelling, which can't be a text that lost its quotes.
  func ofForeign(_ name: String) -> ExpressionProblem {
    guard doubt == .text else { return self }
    var problem = self
    problem.doubt = nil
    problem.fix = suggestion(for: name.lowercased(), among: ForeignNames.names)
      .flatMap { ForeignNames.path(for: $0) }.map { "did you mean \($0)?" }
    return problem
  }
}
