import Diagnostics
import SCIM

/// Looks attribute paths up in the SCIM schema of users or groups.
struct PathChecker {
  /// A path that the schema knows, or whose extension it doesn't.
  struct Checked {
    let path: AttributePath
    let type: ExpressionType
    let single: Bool
    /// How to get one text out of it, where it isn't one.
    let oneText: String?
  }

  let resourceType: ResourceType

  /// The path in `text`, which stands at `range` of the expression.
  func check(_ text: String, at range: Range<Int>) throws(ExpressionProblem) -> Checked {
    guard let foreign = try foreign(text, at: range) else { return try checkOwn(text, at: range) }
    do {
      return try checkOwn(foreign.path, at: foreign.range)
    } catch {
      throw error.ofForeign(foreign.path)
    }
  }

  private func checkOwn(_ text: String, at range: Range<Int>) throws(ExpressionProblem) -> Checked {
    let parts = PathText(text)
    let attribute = (try? AttributePath(parsing: parts.base, for: resourceType)).flatMap(resourceType.attribute(at:))
    if let filter = parts.filter, let problem = problem(in: filter, of: parts, attribute, range) { throw problem }
    let path = try parse(text, at: range)
    let leaf = resourceType.attribute(at: path)
    if leaf == nil, isKnownSchema(path) { throw unknown(parts, attribute, path, range) }
    if let problem = notWritten([attribute, leaf], parts, range) { throw problem }
    return Checked(
      path: path, type: type(of: path, attribute, leaf), single: isSingle(path, attribute),
      oneText: oneText(parts, attribute, leaf))
  }

  private func parse(_ text: String, at range: Range<Int>) throws(ExpressionProblem) -> AttributePath {
    do {
      return try AttributePath(parsing: text, for: resourceType)
    } catch {
      throw ExpressionProblem(
        "this isn't an attribute path", error, in: text, offset: range.lowerBound, see: Manual.paths)
    }
  }

  private func type(of path: AttributePath, _ attribute: SchemaAttribute?, _ leaf: SchemaAttribute?) -> ExpressionType {
    guard let attribute, let leaf else { return .any }
    guard isSingle(path, attribute), !leaf.multiValued || path.subAttribute == nil else { return .list }
    switch leaf.kind {
    case .boolean: return .bool
    case .decimal, .integer: return .number
    case .complex: return .complex
    case .string, .reference, .dateTime, .binary: return .text
    }
  }

  private func isSingle(_ path: AttributePath, _ attribute: SchemaAttribute?) -> Bool {
    guard let attribute else { return true }
    return !attribute.multiValued || (path.filter != nil && path.subAttribute != nil)
  }

  private func isKnownSchema(_ path: AttributePath) -> Bool {
    guard let schema = path.schema else { return !path.attribute.contains(":") }
    return resourceType.extensions.contains { $0.id.lowercased() == schema.lowercased() }
  }

  private func problem(
    in filter: Range<Int>, of parts: PathText, _ attribute: SchemaAttribute?, _ range: Range<Int>
  ) -> ExpressionProblem? {
    var checker = FilterChecker(parts, filter, offset: range.lowerBound) { name, place in
      guard let attribute, !attribute.subAttributes.isEmpty, attribute.subAttribute(name) == nil else { return nil }
      return unknownSub(name, of: attribute, at: place)
    }
    return checker.problem()
  }

  private func oneText(_ parts: PathText, _ attribute: SchemaAttribute?, _ leaf: SchemaAttribute?) -> String? {
    guard let attribute, let leaf else { return nil }
    guard attribute.multiValued else { return attribute.subAttributes.first.map { "\(parts.base).\($0.name)" } }
    let sub = parts.subAttribute.map { parts[$0] } ?? attribute.subAttributes.first?.name ?? "value"
    if parts.filter != nil { return "\(parts.text).\(sub)" }
    let types = attribute.subAttribute("type")?.canonicalValues ?? []
    if let type = types.first { return "\(parts.base)[type eq \"\(type)\"].\(sub)" }
    return leaf.kind == .complex ? "primary(\(parts.base))" : "first(\(parts.text))"
  }
}
