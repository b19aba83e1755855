/// The files of a new adapter's folder, as they are before its author knows anything of the product.
struct AdapterTemplate {
  /// The adapter's name, which is the folder's.
  let name: String
  /// The path of a Dragoman checkout, as the folder's own package names it; nil for a declarative adapter.
  let checkout: String?

  /// Two capitals that the facts of the product are numbered with: `AC-01`.
  var letters: String {
    let letters = name.uppercased().filter { $0.isASCII && $0.isLetter }
    return letters.count >= 2 ? String(letters.prefix(2)) : "X"
  }

  /// Every file by its path in the folder.
  var files: [(path: String, text: String)] {
    let common = [
      ("adapter.yaml", manifest), ("mapping.yaml", ownMapping), ("README.md", manual),
      ("Exchanges/01-test-connection.yaml", testConnection), ("Exchanges/02-a-users-life.yaml", user),
      ("Exchanges/03-a-groups-life.yaml", group), ("Story/\(name.lowercased()).yaml", ownStory),
    ]
    guard let checkout else { return common }
    return common + [
      ("Package.swift", package(checkout)), ("Sources/\(name).swift", source), ("Sources/Export.swift", export),
      ("Exchanges/04-a-full-name.yaml", fullName), (".gitignore", ".build/\nPackage.resolved\n*.so\n*.dylib\n"),
    ]
  }

  private var manifest: String {
    let library =
      checkout == nil
      ? "" : "library: \(name)\(spaces(16 - name.count))# Sources/: what the catalogue can't say\n"
    return """
      # What the host knows of \(name). README.md has the facts behind each line.
      name: \(name)
      idp: \(name)                # as every audit entry shows it
      version: 0.1.0
      evidence: inferred          # vendor, observed or inferred: how well the dialect is known
      \(library)
      # Where \(name) departs from the RFC; `dragoman deviations` has all that can be chosen. Each needs an exchange that
      # comes out otherwise without it:
      #
      # deviations:
      #   groupPatchReply: 200    # \(letters)-04

      # What a provider may set for its own tenant:
      #
      # options:
      #   unknownMember:
      #     type: choice
      #     values: [park, skip, reject]
      #     default: park
      #     knob: unknownMember
      #     help: What becomes of group members that haven't been provisioned yet.

      console:
        - "SCIM URL: {{url}}"
        - "Bearer token: {{token}}"

      """
  }

  private var ownMapping: String {
    let rest = Self.mapping.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).joined(
      separator: "\n")
    return """
      # The default mapping: the schemas of RFC 7643 §4, as attributes of the directory. A provider's
      # `mapping: { extends: \(name) }` begins here and writes only what differs.
      \(rest)
      """
  }

  private var ownStory: String {
    Self.story.replacing("title: Standard", with: "title: \(name)").replacing(
      "as Standard tells it", with: "as \(name) tells it")
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(1, count)) }
}
