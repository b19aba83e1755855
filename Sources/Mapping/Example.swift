import Diagnostics
import Directory
import JSON
import YAML

/// An example of a mapping: a source record, and what must come out.
struct Example: Sendable {
  /// One attribute that must come out so; null when it must be empty.
  struct Expectation: Sendable {
    let attribute: String
    let isCustom: Bool
    let value: JSON
    let range: SourceRange
  }

  let name: String
  let kind: EntryKind
  let given: JSONObject
  let expected: [Expectation]
  /// Whether no entry is expected at all: `expect: out of scope`.
  let isOutOfScope: Bool
  let source: YAMLSource
  let range: SourceRange
}
