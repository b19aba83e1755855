import Diagnostics
import Foundation
import Testing
import YAML

@testable import Mapping

/// The files of `Samples`: a mapping or a provider's file, and beside it what is said about it.
enum Samples {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }
}

/// The adapter's mapping that every `extends:` of the tests means.
let baseText = """
  users:
    matching: [externalId, userName]
    attributes:
      userName: userName
      active: active
      displayName: displayName
      givenName: name.givenName
      familyName: name.familyName
      emails: emails
      title: title
    custom:
      shoeSize: urn:acme:2.0:User:shoe
  groups:
    attributes:
      displayName: displayName
  """

/// Reads a mapping (or `mapping:` of a provider's file), over `base` when it says `extends`.
func readMapping(_ text: String, file: String = "mapping.yaml", base: String = baseText) throws -> (
  mapping: AttributeMapping?, findings: Findings
) {
  let findings = Findings()
  let source = try YAMLSource(file: file, text: text)
  let node = source.root?["mapping"] ?? source.root
  var parent: AttributeMapping?
  if AttributeMapping.extends(node) != nil {
    let baseSource = try YAMLSource(file: "base.yaml", text: base)
    parent = AttributeMapping.read(baseSource.root, of: baseSource, base: nil, findings: findings)
  }
  return (AttributeMapping.read(node, of: source, base: parent, findings: findings), findings)
}

/// A mapping that must be right.
func mapping(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> AttributeMapping {
  let (mapping, findings) = try readMapping(text)
  #expect(findings.all.map { $0.rendered() } == [], sourceLocation: sourceLocation)
  return try #require(mapping, sourceLocation: sourceLocation)
}

/// A mapping of these attributes of users; `userName` has a rule already.
func mapping(attributes: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> AttributeMapping {
  let lines = attributes.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  return try mapping("users:\n  attributes:\n    userName: userName\n\(lines)\n", sourceLocation: sourceLocation)
}
