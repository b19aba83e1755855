public import Directory
import JSON
import YAML

/// A new provider's file with comments, and what to type into its IdP.
public struct ProviderTemplate: Sendable {
  private let name: ProviderName
  private let manifest: AdapterManifest

  /// A template for a provider named `name` with that adapter.
  public init(name: ProviderName, adapter manifest: AdapterManifest) {
    self.name = name
    self.manifest = manifest
  }

  /// The file's text; it loads without findings as it is.
  public var text: String {
    (head + options + mapping + settings).joined(separator: "\n") + "\n"
  }

  /// The lines to type into the IdP, with the endpoint's URL and the token filled in.
  public func console(url: String, token: String) -> [String] {
    manifest.console.map {
      $0.replacing("{{url}}", with: url).replacing("{{token}}", with: token)
    }
  }

  private var head: [String] {
    [
      "# One provider: \(Self.comment(manifest.idp)), by the adapter \(manifest.name) \(Self.comment(manifest.version)).",
      "# 'dragoman check' reads this file and says what is wrong with it, before the host does.",
      "provider: \(name)".padded("in the endpoint's URL and in every audit entry"),
      "adapter: \(manifest.name)",
    ] + (manifest.library == nil ? [] : [Self.isolation]) + [""]
  }

  private static let isolation = "# isolation: process".padded("none | process: where the adapter's library runs")

  private var options: [String] {
    guard !manifest.options.isEmpty else { return [] }
    let lines = manifest.options.flatMap(lines(of:))
    let all = lines.allSatisfy { $0.hasPrefix("  #") }
    return [all ? "# options:" : "options:"] + lines.map { all ? "# " + $0.drop { $0 == " " || $0 == "#" } : $0 } + [""]
  }

  private func lines(of option: AdapterOption) -> [String] {
    let help = option.help.split(separator: "\n").map { "  # \($0)" }
    let value = option.defaultValue.map(Self.scalar)
    return help + [(value == nil ? "  # \(option.name):" : "  \(option.name): \(value ?? "")").padded(option.choices)]
  }

  private var mapping: [String] {
    guard manifest.mappingFile != nil else { return Self.ownMapping }
    return [
      "mapping:",
      "  extends: \(manifest.name)".padded("the adapter's default; write below only what differs"),
      "  # users:",
      "  #   attributes:",
      "  #     department: title".padded("directory attribute: where it comes from"),
      "",
    ]
  }

  private static let ownMapping = [
    "mapping:",
    "  users:",
    "    matching: [userName]".padded("how the IdP looks users up"),
    "    attributes:".padded("directory attribute: where it comes from"),
    "      userName: userName",
    "      displayName: displayName",
    "  groups:",
    "    attributes:",
    "      displayName: displayName",
    "",
  ]

  private var settings: [String] {
    [
      "settings:",
      "  userName: { onChange: keep }".padded("keep | refuse | follow: when a userName changes later"),
      "  provision: all".padded("all | assigned: whom the IdP is set up to send"),
      "  autoInvite: false".padded("invitations to new users: dragoman docs Settings"),
      "  managedAppleID: { enabled: false, from: email, includeAppleIDSubdomain: true }",
    ]
  }

  private static func scalar(_ value: JSON) -> String {
    guard case .string(let text) = value, isPlain(text) else { return String(decoding: value.bytes, as: UTF8.self) }
    return text
  }

  /// Whether YAML 1.2 reads the unquoted text as that very text.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, first >= 0x41, !["true", "false", "null"].contains(text.lowercased()) else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x2D || byte == 0x5F || byte == 0x2E
    }
  }

  private static func comment(_ text: String) -> String { text.replacing("\n", with: " ") }
}

extension AdapterOption {
  fileprivate var choices: String? {
    switch kind {
    case .choice: values.joined(separator: " | ")
    case .flag: "true | false"
    case .number: "a whole number"
    case .text: nil
    }
  }
}

extension String {
  /// The line with a comment from column 40 on.
  fileprivate func padded(_ comment: String?) -> String {
    guard let comment else { return self }
    return self + String(repeating: " ", count: Swift.max(2, 39 - count)) + "# " + comment
  }
}
