import Diagnostics
import YAML

/// Reads `connectionTest:` of an adapter's manifest.
struct ConnectionRequestReader {
  let file: ConfigurationFile

  /// The requests in their order; what is usual when the manifest says nothing.
  func read(_ fields: Fields) -> [ConnectionRequest] {
    guard fields.node("connectionTest") != nil else { return ConnectionRequest.usual }
    return fields.list("connectionTest").compactMap(request)
  }

  private func request(_ node: YAMLNode) -> ConnectionRequest? {
    let what = "a request of 'connectionTest'"
    guard let fields = Fields(node, of: file.source, what: what, findings: file.findings) else { return nil }
    let get = fields.requiredText("get")
    _ = fields.requiredNode("expects")
    let expects = fields.choice("expects", ConnectionRequest.Expectation.self)
    fields.finish()
    guard let get, let expects else { return nil }
    let isTarget = get.value.hasPrefix("/") && get.value.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x23 }
    guard isTarget else {
      file.report(
        "'get' must be a path below the endpoint, as it is sent", at: get.range,
        fix: "begin with '/', and encode blanks: /Users?startIndex=1&count=2")
      return nil
    }
    return ConnectionRequest(get: get.value, expects: expects.value)
  }
}
