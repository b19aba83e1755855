import Diagnostics
import Foundation
import YAML

/// A requirement of RFC 7643 or RFC 7644 on a service provider, from `Samples/rfc-requirements.yaml`.
struct ConformanceRequirement: Sendable {
  /// Why no test shows it.
  enum Reason: Sendable, Equatable {
    /// We do otherwise.
    case differs(String)
    /// It doesn't arise here.
    case outside(String)
  }

  /// The RFC's number, the section's and a letter: `7644-3.5.2-a`.
  var id: String
  /// `MUST NOT`, `SHOULD`, …
  var level: String
  /// What is required, in our words.
  var text: String
  var reason: Reason?

  /// The section, as people cite it.
  var section: String { "§" + (id.split(separator: "-").dropFirst().first ?? "") }

  static let levels = [
    "MUST", "MUST NOT", "SHALL", "SHALL NOT", "REQUIRED", "SHOULD", "SHOULD NOT", "RECOMMENDED",
  ]

  /// The requirements of each RFC, in the order of the file.
  static func all() throws -> [(rfc: String, requirements: [ConformanceRequirement])] {
    let path = Markdown.root + "/Tests/HostTests/Samples/rfc-requirements.yaml"
    let root = try YAMLSource.read(path, shownAs: "rfc-requirements.yaml").root
    return (root?.members ?? []).map { rfc in
      (rfc.name, (rfc.value.members ?? []).map { ConformanceRequirement($0, of: rfc.name) })
    }
  }

  private init(_ member: YAMLMember, of rfc: String) {
    id = rfc.filter(\.isNumber) + "-" + member.name
    level = member.value.members?.first?.name ?? ""
    text = member.value.members?.first?.value.scalar ?? ""
    reason =
      member.value["differs"]?.scalar.map(Reason.differs) ?? member.value["outside"]?.scalar.map(Reason.outside)
  }
}
