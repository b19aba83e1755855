import Diagnostics
import JSON
import YAML

extension ExchangeReader {
  private enum Method: String, CaseIterable {
    case GET
    case POST
    case PUT
    case PATCH
    case DELETE
  }

  /// The value of `request:`.
  func request(_ node: YAMLNode) -> ExchangeRequest? {
    guard let fields = Fields(node, of: source, what: "a request", findings: findings) else { return nil }
    return request(fields)
  }

  /// The value of `request:`.
  static var requestShape: Shape {
    .named("request", .mapping("a request") { _ = describing.request($0) })
  }

  private func request(_ fields: Fields) -> ExchangeRequest? {
    defer { fields.finish() }
    let method = fields.choice("method", Method.self)
    if method == nil { _ = fields.requiredNode("method") }
    let path = fields.requiredText("path")
    let headers = sentHeaders(fields)
    let (body, edit) = content(fields)
    guard let method, let path else { return nil }
    if !path.value.hasPrefix("/") { report("a path begins with /", at: path.range, fix: "write /\(path.value)") }
    if method.value == .GET, body != nil { report("a GET has no body", at: method.range) }
    return ExchangeRequest(
      method: method.value.rawValue, path: path.value, headers: headers, body: body, edit: edit)
  }

  private func content(_ fields: Fields) -> (ExchangeRequest.Body?, JSON?) {
    let body = fields.node("body").map { ExchangeRequest.Body.json($0.json()) }
    let raw = fields.text("raw").map { ExchangeRequest.Body.text($0.value) }
    let edit = fields.node("edit")
    if let place = fields.node("raw"), body != nil {
      report("a request has either 'body' or 'raw'", at: place.range, fix: "remove one of them")
    }
    if let edit, body == nil { report("there is no body that 'edit' could change", at: edit.range) }
    return (body ?? raw, edit?.json())
  }

  private func sentHeaders(_ fields: Fields) -> [(name: String, value: String?)] {
    mapping(fields, "headers", of: .either([.text, .nothing])).compactMap { member in
      if member.value.isNull { return (member.name, nil) }
      guard let text = text(member.value, "a header") else { return nil }
      return (member.name, text)
    }
  }

  /// The members of a mapping with names of the file's own choice.
  func mapping(_ fields: Fields, _ key: String, of values: @autoclosure () -> Shape = .any) -> [YAMLMember] {
    guard let node = fields.node(key, .mapping(key) { $0.describeOthers(values()) }) else { return [] }
    guard let members = node.members else {
      report("'\(key)' must be a mapping, but it is \(node.kindName)", at: node.range)
      return []
    }
    return members
  }

  func text(_ node: YAMLNode, _ what: String) -> String? {
    guard let text = node.json().string else {
      report("\(what) must be a text, but it is \(node.kindName)", at: node.range, fix: "write it in quotes")
      return nil
    }
    return text
  }
}
